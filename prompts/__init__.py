"""Every word said to a model, versioned; knows nothing of the domain."""

from prompts.library import Example, Message, Prompt, PromptBroken, load

__all__ = ["Example", "Message", "Prompt", "PromptBroken", "load"]
