"""Settings, wiring, workflows, command line and API. Start reading at service/workflows.py."""
