"""The small pieces that break programs: characters, numbers, dates, marks, and the words that rules look for."""

CHARACTERS = (
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2069\u200e\u200f\u061c",  # directions
    *"\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e\x1f",  # what `splitlines` takes for the end of a line, and we do not
    *"\ufeff\x00\x07\x1b\x7f\x9b\ufffd\ufffe\uffff\U0010ffff\ue000",  # marks, controls, what is no character
    *"\u00a0\u202f\u2009\u2007\u3000\u200b\u200c\u200d\u2060\u00ad\u180e",  # blanks, and what looks like none
    *"İıßſKÅǅﬀﬁﷺ",  # what changes its length when its case does
    *"²³¹⁴₂½⅓⅞↉①⑳Ⅻⅷ㉈๓٣۳߃𝟘𝟗零三〇፩",  # digits of which `int` takes some and `isdigit` others
    *"–—−‐‑·٪‰％＝≤≥±×µμ′″",
    "e\u0301", "a" + "\u0300" * 40, "👨‍👩‍👧‍👦", "🏳️‍🌈", "กำ", "한", "ש\u05c1", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L",
    "\r", "\r\n", "\n", "\n\n", "\n\r\n\r", "\t", " ", "   ",
)  # fmt: skip
SURROGATES = ("\ud800", "\udfff", "\udcff", "\ud83d")

NUMBERS = (
    "0", "00", "-0", "0.0", ".5", "5.", "1e5", "1e999999", "1E-400", "1,000", "1,00,000", "1.000,5", "0,05", "1·5",
    "½", "²", "100%", "101%", "-3%", "0%", "250 %", "99.999999999999%", "1e5%", "100.0000000000000001%",
    "9" * 25 + "%", "9" * 300, "9" * 4301, "0." + "0" * 400 + "1", "1" + ",000" * 60, "1/0", "0/0", "3/2", "12 of 0",
    "0 of 0", "12 of 40 (35%)", "5 of 4 (125%)", "(95% CI 1.2 to 0.8)", "(95% CI, -1 to -3; p = 0.01)", "95% CI 0.5-",
    "(0% CI 1 to 1)", "100% CI 0 to 0", "999% CI 1 to 2", "p = 1.4", "p < 0", "p > 1", "p = .", "P=0,05",
    "p < 10^-300", "p=1e-5", "p = 0.05", "n = 0", "n=1e9", "N = 12,345,678,901", "hazard ratio 0", "odds ratio -1.9",
    "٣٤٪", "２５％", "१२ of ४०", "n = ²", "①②③%", "mean 5 ± -2", "negative twenty-one", "a hundred and one percent",
    "half of the zero participants", "twenty-twenty", "minus 0.00", "Phase 0", "Phase IV/III", "Phase 99", "phase 1e3",
    "Phases ⅠⅡ", "grade 6", "−5 °C",
)  # fmt: skip
DATES = (
    "2026-02-31", "0000-00-00", "9999-99-99", "2026-13", "99999-01-01", "-2026-01-01", "1900-02-29", "2100-01-01",
    "2026-1-1", "31 February 2026", "February 30, 2026", "March 0", "May 99999", "Q5 2031", "00/00/0000", "٢٠٢٦-٠١-٠١",
    "2026–05–04", "December 32nd, 0001", "2024-02-29", "2026-00-10", "１９９９-01-01", "May 2020", "in 0",
    "since 10000", "Ingested 2026-02-31",
)  # fmt: skip
IDS = (
    "NCT00000000", "NCT99999999", "NCT03951116", "NCTO3951116", "NCT 0395 1116", "NCT0395111", "NCT039511160",
    "nct03951116", "NCT٠٣٩٥١١١٦", "NCT²²²²²²²²", "NCT\n03951116", "NCT" + "0" * 500, "ISRCTN12345678", "ISRCTN",
    "EudraCT 2004-000000-00", "2024-511111-11-00", "ACTRN12600000000000", "DRKS00000000", "ChiCTR0", "jRCT0000000000",
    "UMIN000000000", "PMID 0", "10.1000/", "doi:10.1/" + "x" * 300, "clinicaltrials:", "clinicaltrials:NCT03951116",
    "isrctn:NCT03951116", "x" * 200 + ":1", "https://clinicaltrials.gov/study/NCT03951116?x=[](<>)", "U1111-0000-0001",
    "EU CT 2023-1-1-1", "PACTR" + "1" * 16, "CTRI/0/0/0",
)  # fmt: skip
MARKS = (
    "#", "##", "###### ", "# #", "#\t", "=====", "-----", "***", "---", "> ", ">>>>>> ", "- ", "* ", "1. ",
    "99999999999. ", "+ ", "- - - - - ", "    ", "\t\t", "`", "``", "```", "~~~", "```json\n", "**", "*", "__", "_",
    "***", "\\", "\\\n", "![", "[", "](", "](<", "](x)", "[x]: y", "[^1]", "[^1]: z", "<", ">", "<b>", "</b>", "<br/>",
    "<script>", "<![CDATA[", "<?", "<!DOCTYPE x>", "<a href='", "&", "&amp;", "&#0;", "&#x110000;", "&#xD800;",
    "&nbsp;", "&lt;!--", "&CounterClockwiseContourIntegral;", "&#99999999999999999;", "|",
    "| a | b |\n| - | - |\n| c |", "||||", "|:-:|\n", "| \\| |", "|---|\n|---|\n", "\n| a\n|-\n| b", "<!--", "-->",
    "<!-->", "<!--->", "<!-- digestlint: ignore TXT005 -->", "<!-- digestlint: disable ALL -->",
    "<!-- digestlint: enable -->", "<!--digestlint:-->", "<!-- digestlint: ignore-next NUM001, TXT -- why -->",
    "<!-- digestlint: disable TXT001\n-->", "<!-- digestlint ignore -->", "{{", "}}", "{0}", "{words}", "%s", "%(x)s",
    "${x}", "[[", "]]", "“", "”", "'", '"', "(", ")", "((((", "…", "...", "?!?!", ";", ":", "://", "www.",
    "[insert date]", "TBD", "XX%", "lorem ipsum", "Ã©", "â€™", "\\u00e9", "\\x41", "\\n", "%20", "=C3=A9", "Â", "ï»¿",
    "вЂ™",
)  # fmt: skip
LABELS = (
    "Background", "Study Design", "Population", "Intervention", "Outcome", "Results", "Why It Matters", "Keywords",
    "Flags", "Source", "Key Findings", "Backgruond", "RESULTS", "Ingested", "Digest", "Model",
    "Back to igf-1 research", "← Back to", "**Population:**", "Keywords: igf-1, insulin, mgf", "Flags: dose mentioned",
    "igf-1 insulin mgf dose mentioned protocol relevant", "Topic", "Title",
    "igf-1 endocrinology other 2010-03-09 ClinicalTrials",
    "Source: clinicaltrials:NCT00330668 · Ingested 2026-05-04 · Digest: m",
)  # fmt: skip
WORDS = (
    "the the", "not", "no", "no significant", "significantly", "the study was terminated", "was completed",
    "is recruiting", "withdrawn", "because", "due to low enrollment", "participants", "patients", "of 40", "placebo",
    "mg", "mg/kg", "twice daily", "mmHg", "p", "CI", "the treatment", "improved", "reduced pain",
    "was safe and well tolerated", "may", "if", "however,", "which", "vs.", "i.e.", "et al.",
    "As an AI model, I cannot", "Unfortunately", "breakthrough", "you should", "the provided text",
    "No results have been posted", "the main outcome was not met", "serious adverse events", "randomized",
    "observational", "cohort", "double-blind", "phase", "group", "hazard ratio", "odds ratio", "risk", "fell by",
    "rose from", "to", "between", "and", "or", "than", "respectively", "Dr.", "No.", "enrolled", "a total of",
    "in total", "at", "weeks", "years", "aged", "median", "mean", "per cent", "half", "a third of", "all",
)  # fmt: skip
FRONT_MATTER = (
    "topic: igf-1", "category: endocrinology", "study_type: other", "date: 2010-03-09", "registry: ClinicalTrials",
    "title: ''", "title: >", "source: clinicaltrials:NCT00330668", "ingested: 2026-99-99", "digest: m",
    "keywords: [igf-1, [mgf], {a: b}]", "flags:\n- dose mentioned", "keywords: igf-1, mgf", "flags: null",
    "digestlint: {ignore: [TXT005]}", "digestlint:\n  ignore:\n    TXT005: why", "digestlint: 1",
    "digestlint: {ignore: {ignore: {ignore: ALL}}}",
    "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]", "a: *nope", "<<: *a", "a: &a [*a]",
    "? [a, b]\n: c", "!!python/object/apply:os.system ['x']", "!!binary x", "!x y", "%YAML 9.9", "%TAG ! x", "---",
    "...", "'", '"', "a: 'x", "- a", "[", "{", "}", "a: b: c", "\ta: b", "a:\tb", "? ", "? a", ": b", "a: |\n  x\n y",
    "a: |9\n x", 'a: "\\ud800"', "a: \x00", "a: " + "[" * 200, "a: " + "{x: " * 100, "&a a: *a", "title: [",
    "title: \u2028", "1: 2", "null: null", "? |\n  x\n: y", "'': ''", "a: 0o7_7e9",
)  # fmt: skip
