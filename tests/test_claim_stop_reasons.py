"""Why a study was stopped: what the prose gives as a reason, of which kinds, and how it compares with a record's."""

from collections.abc import Callable

import pytest

from digestlint.digest import Digest
from digestlint.facts.stop_reasons import recorded_kinds, shares_words, stop_reasons, stop_sentences, tells_harm

from .linted import page

Read = Callable[[str], Digest]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The study was terminated because of slow enrollment.", [("slow enrollment", {"recruitment"})]),
        (
            "The study was terminated because of slow enrollment, leaving much open.",
            [("slow enrollment", {"recruitment"})],
        ),
        ("The study was terminated due to a lack of funding; nobody knew.", [("a lack of funding", {"funding"})]),
        ("The study was terminated early – because the team left – in May.", [("the team left", {"staff"})]),
        ("The study was terminated for safety reasons.", [("reasons", {"safety"})]),
        ("The study was terminated because the moon was full.", [("the moon was full", set())]),
        ("The study was terminated after enrolling 5 participants.", [("enrolling 5 participants", set())]),
        (
            "The study was terminated after enrolling 5 participants because money ran out.",
            [("money ran out", {"funding"})],
        ),
        (
            "The study was terminated because of slow enrollment and futility.",
            [("slow enrollment and futility", {"efficacy", "recruitment"})],
        ),
        # a mere agent, where no other reason is given
        ("The study was terminated by its sponsor.", [("by its sponsor", {"funding"})]),
        ("The study was terminated by its sponsor because of slow enrollment.", [("slow enrollment", {"recruitment"})]),
        # a cause before its effect
        ("Slow enrollment led to the end of the study.", [("Slow enrollment", {"recruitment"})]),
        ("Side effects forced the trial to close.", [("Side effects", {"safety"})]),
        # the sentence behind
        ("The study was stopped. The reason was slow enrollment.", [("slow enrollment", {"recruitment"})]),
        ("The study was stopped. Knees bend. The reason was slow enrollment.", []),
        ("The study was stopped. Knees bend because of slow enrollment.", []),
        ("The study went on. The reason was slow enrollment.", []),
        ("The reason was slow enrollment. The study was stopped.", []),
        # another study, and none at all
        ("Another study was terminated because of toxicity.", []),
        ("The study was terminated.", []),
        ("The study went on because of good enrollment.", []),
    ],
)
def test_a_reason_for_the_stop_reaches_to_the_end_of_its_clause(
    read: Read, text: str, found: list[tuple[str, set[str]]]
) -> None:
    digest = read(page(results=text))
    assert [(digest.text(each.span), set(each.kinds)) for each in digest.fact(stop_reasons)] == found


def test_a_reason_may_be_the_first_sentence_of_the_title(read: Read) -> None:
    digest = read(page(title="Trial Terminated Early Because of Slow Enrollment"))
    assert [digest.text(each.span) for each in digest.fact(stop_reasons)] == ["Slow Enrollment"]
    assert [each.part for each in digest.fact(stop_sentences)] == ["title"]


@pytest.mark.parametrize(
    ("told", "shared"),
    [
        ("The accrual was slow.", True),
        ("Accruals were slow.", True),
        ("The money was gone.", True),
        ("The drug was gone.", False),
        ("The study was terminated early because of its patients.", False),
        ("It was over.", False),
    ],
)
def test_two_reasons_may_share_a_longer_word(told: str, *, shared: bool) -> None:
    record = "Study terminated early because accrual of patients, money and drug supplies ended"
    assert shares_words(record, told) is shared


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("The study was stopped. There were safety concerns.", True),
        ("There were safety concerns. The study was stopped.", True),
        ("The study was stopped. It was hot. There were safety concerns.", False),
        ("There were safety concerns. It was hot. The study was stopped.", False),
        ("The study was stopped because of pancreatitis.", True),
        ("The study was stopped because of hot weather.", False),
        ("The study was stopped because of frequent shock.", False),
        ("The study was stopped by the safety monitoring board.", False),
        ("The study was stopped for no safety concerns.", False),
        ("The study was stopped because of toxicity.", True),
        ("There were safety concerns. It was hot.", False),
        ("There was pancreatitis. It was hot.", False),
    ],
)
def test_the_prose_tells_of_harm_beside_the_stop(read: Read, text: str, *, harm: bool) -> None:
    digest = read(page(results=text))
    assert tells_harm(digest, "Cases of pancreatitis, shock, and an unacceptable frequency of events") is harm


def test_the_first_sentence_of_a_digest_may_tell_of_harm(read: Read) -> None:
    assert tells_harm(read(page(title="Trial Terminated Early Because of Toxicity")), "")
    assert not tells_harm(read(page(title="Toxicity")), "")


@pytest.mark.parametrize(
    ("why", "kinds"),
    [
        ("Low enrollment.", {"recruitment"}),
        ("Sponsor decision to stop for futility", {"efficacy", "funding"}),
        ("The  moon\nwas full", set()),
        ("see results section", None),
        ("Other.", None),
        (" . ", None),
        ("PI decision", None),
        ("Recruitment is completed", None),
    ],
)
def test_a_record_may_give_a_reason_or_none(why: str, kinds: set[str] | None) -> None:
    assert recorded_kinds(why) == kinds
