# One image: API, desk and command line. Non-root; state in one volume, keys in another.
FROM python:3.11-slim AS build
WORKDIR /src
# A CPU build of PyTorch is smaller by gigabytes: name its index with --build-arg PIP_EXTRA_INDEX_URL=...
ARG PIP_EXTRA_INDEX_URL=
RUN python -m venv /opt/upwell && /opt/upwell/bin/pip install --no-cache-dir torch==2.13.0
COPY constraints.txt pyproject.toml README.md LICENSE ./
COPY prompts prompts
COPY mentoring mentoring
COPY extractor extractor
COPY retrieval retrieval
COPY service service
COPY ui ui
COPY evals evals
RUN /opt/upwell/bin/pip install --no-cache-dir -c constraints.txt ".[scale]"

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 upwell && install -d -o upwell -m 0700 /data /keys
COPY --from=build /opt/upwell /opt/upwell
USER upwell
ENV PATH=/opt/upwell/bin:$PATH UPWELL_HOME=/data UPWELL_KEY_DIR=/keys
VOLUME ["/data", "/keys"]
EXPOSE 8420
# The model that reads notes, put together once: the container's own disk is read only.
RUN python -c "from mentoring.encoder import MPNET; MPNET.folder()"
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8420/healthz', timeout=4)"]
ENTRYPOINT ["upwell"]
CMD ["up"]
