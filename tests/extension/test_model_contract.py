"""The sample's writer keeps its port: each draft fits its channel, and nothing is invented."""

from collections.abc import Mapping

import pytest

from domain_api.adapters.models.composer import OfflineComposer
from domain_api.content.assets.checks import blocks, format_findings
from domain_api.content.generations.brief import invented_figures
from domain_api.content.generations.text_model import TextModel
from domain_api.extensions.channels import introduced
from domain_api.kernel import Channel
from tests.domain_api.adapters.models.briefs import BUSINESSES, request_for, whole
from tests.extension.sample.rcs import RCS
from tests.extension.sample.writer import PlainWriter

MODELS = pytest.mark.parametrize("model", [PlainWriter(), OfflineComposer()])
"""The product's own model writes for a channel that it never heard of, too."""


@MODELS
@pytest.mark.parametrize("facts", BUSINESSES)
def test_every_channel_and_variant_asked_for_is_written_and_fits(
    model: TextModel, facts: Mapping[str, object]
) -> None:
    with introduced(RCS) as rcs:
        channels = [*list(Channel)[:7], rcs]
        request = request_for(facts, *channels)
        answer = model.write(request)
        assert [draft.channel for draft in answer.drafts] == [
            channel for channel in channels for _ in range(3)
        ]
        for draft in answer.drafts:
            assert not blocks(format_findings(draft.channel, str(facts["locale"]), draft.fields))
            assert invented_figures(request.brief, "", draft.fields) == []
            assert draft.angle
        assert answer.offline


@MODELS
def test_the_variants_of_a_channel_differ(model: TextModel) -> None:
    with introduced(RCS) as rcs:
        drafts = model.write(request_for(BUSINESSES[0], rcs)).drafts
    assert len({whole(draft) for draft in drafts}) == 3
    assert len({draft.angle for draft in drafts}) == 3
