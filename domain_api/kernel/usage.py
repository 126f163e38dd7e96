"""What one use of an AI model cost; kept by whoever asked for it."""

from pydantic import Field

from domain_api.kernel.schema import MoneyView, View


class AiUsage(View):
    """Tokens as the model counts them; `cost` is absent where its price is not known."""

    model: str = Field(description="The model's own name, such as offline-composer-1.")
    input_tokens: int = 0
    output_tokens: int = 0
    cost: MoneyView | None = None
