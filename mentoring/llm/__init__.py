"""The model gateway: the only home of LangChain and openai. Sits above redaction, below the engines."""

from mentoring.llm.config import GatewayConfig, Price, is_local
from mentoring.llm.gateway import Gateway, Reply
from mentoring.llm.ledger import RunUsage, Usage

__all__ = ["Gateway", "GatewayConfig", "Price", "Reply", "RunUsage", "Usage", "is_local"]
