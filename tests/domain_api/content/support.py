"""What tests of PromptContent share: the services over a store in memory, and a scripted model."""

from dataclasses import dataclass, field

from domain_api.adapters.documents.memory import MemoryDocumentStore
from domain_api.adapters.models.composer import OfflineComposer
from domain_api.content.assets.model import AssetView
from domain_api.content.assets.service import AssetService
from domain_api.content.brands.service import BrandService
from domain_api.content.documents import DocumentStore
from domain_api.content.generations.model import GenerateCopy
from domain_api.content.generations.service import CopyService
from domain_api.content.generations.text_model import (
    CopyAnswer,
    CopyDraft,
    CopyRequest,
    TextModel,
)
from domain_api.kernel import AiUsage, Channel, ManualClock
from tests.support.actors import START, agent


class ScriptedModel:
    """Answers with the drafts it was given, and remembers what it was asked."""

    def __init__(self, *drafts: CopyDraft) -> None:
        self.drafts, self.asked = drafts, list[CopyRequest]()

    def write(self, request: CopyRequest) -> CopyAnswer:
        self.asked.append(request)
        usage = AiUsage(model="scripted-1", input_tokens=100, output_tokens=20)
        return CopyAnswer(self.drafts, usage, offline=False)


@dataclass
class Content:
    """The three services over one store."""

    model: TextModel = field(default_factory=OfflineComposer)
    documents: DocumentStore = field(default_factory=MemoryDocumentStore)

    def __post_init__(self) -> None:
        self.brands = BrandService(self.documents)
        self.assets = AssetService(self.documents)
        self.copy = CopyService(self.documents, self.model, ManualClock(START))

    def asset(self, channel: Channel = Channel.EMAIL, **brief: object) -> AssetView:
        """A fresh asset of the test organization, written for yoga classes."""
        facts: dict[str, object] = {"product": "clases de yoga", "locale": "es-CR", **brief}
        command = GenerateCopy.model_validate({"channels": [channel], **facts})
        return self.copy.generate(agent(), command).assets[0]
