"""Studies as AACT's flat files, made from API v2 JSON the way that AACT makes its tables."""

import calendar
import csv
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Rows = dict[str, list[dict[str, Any]]]
NAMES = tuple(
    "studies id_information designs design_groups interventions design_group_interventions intervention_other_names "
    "conditions keywords browse_conditions browse_interventions design_outcomes study_references calculated_values "
    "outcomes outcome_measurements outcome_analyses reported_event_totals".split()
)


class Flattened:
    """The tables of AACT; rows get ids in the order in which they come."""

    def __init__(self) -> None:
        self.rows: Rows = defaultdict(list)

    def add(self, table: str, nct_id: str, **values: Any) -> int:
        number = len(self.rows[table]) + 1
        self.rows[table].append({"id": number, "nct_id": nct_id, **values})
        return number

    def study(self, study: Mapping[str, Any]) -> None:
        protocol, results = study["protocolSection"], study.get("resultsSection", {})
        nct_id = protocol["identificationModule"]["nctId"]
        self._study_row(protocol, nct_id)
        self._ids(protocol["identificationModule"], nct_id)
        self._design(protocol, nct_id)
        self._interventions(protocol.get("armsInterventionsModule", {}), nct_id)
        for table, key in (("conditions", "conditions"), ("keywords", "keywords")):
            for name in protocol.get("conditionsModule", {}).get(key, ()):
                self.add(table, nct_id, name=name, downcase_name=name.lower())
        for kind in ("condition", "intervention"):
            browse = study.get("derivedSection", {}).get(f"{kind}BrowseModule", {})
            for key, mesh_type in (("ancestors", "mesh-ancestor"), ("meshes", "mesh-list")):
                for each in browse.get(key, ()):
                    self.add(f"browse_{kind}s", nct_id, mesh_term=each["term"], mesh_type=mesh_type)
        for kind in ("other", "primary", "secondary"):
            for each in protocol.get("outcomesModule", {}).get(f"{kind}Outcomes", ()):
                self.add(
                    "design_outcomes",
                    nct_id,
                    outcome_type=kind,
                    measure=each["measure"],
                    time_frame=each.get("timeFrame"),
                )
        for each in protocol.get("referencesModule", {}).get("references", ()):
            self.add("study_references", nct_id, reference_type=each.get("type"), citation=each.get("citation"))
        self._results(results, nct_id, reported=study["hasResults"])

    def _study_row(self, protocol: Mapping[str, Any], nct_id: str) -> None:
        identification, status = protocol["identificationModule"], protocol["statusModule"]
        design = protocol.get("designModule", {})
        row = {
            "brief_title": identification.get("briefTitle"),
            "official_title": identification.get("officialTitle"),
            "acronym": identification.get("acronym"),
            "overall_status": status.get("overallStatus"),
            "why_stopped": status.get("whyStopped"),
            "study_type": design.get("studyType"),
            "phase": "/".join(design.get("phases", ())),
            "enrollment": design.get("enrollmentInfo", {}).get("count"),
            "enrollment_type": design.get("enrollmentInfo", {}).get("type"),
        }
        for name, key in (
            ("start", "start"),
            ("primary_completion", "primaryCompletion"),
            ("completion", "completion"),
        ):
            struct = status.get(f"{key}DateStruct", {})
            row |= {
                f"{name}_month_year": struct.get("date"),
                f"{name}_date": filled_in(struct.get("date")),
                f"{name}_date_type": struct.get("type"),
            }
        for name, key in (
            ("study_first", "studyFirst"),
            ("results_first", "resultsFirst"),
            ("last_update", "lastUpdate"),
        ):
            struct = status.get(f"{key}PostDateStruct", {})
            row |= {f"{name}_posted_date": struct.get("date"), f"{name}_posted_date_type": struct.get("type")}
        self.rows["studies"].append({"nct_id": nct_id, **row})

    def _ids(self, identification: Mapping[str, Any], nct_id: str) -> None:
        for alias in identification.get("nctIdAliases", ()):
            self.add("id_information", nct_id, id_source="nct_alias", id_value=alias)
        for each in identification.get("secondaryIdInfos", ()):
            self.add("id_information", nct_id, id_source="secondary_id", id_type=each.get("type"), id_value=each["id"])
        own = identification.get("orgStudyIdInfo", {}).get("id")
        self.add("id_information", nct_id, id_source="org_study_id", id_type=None, id_value=own)

    def _design(self, protocol: Mapping[str, Any], nct_id: str) -> None:
        info = protocol.get("designModule", {}).get("designInfo", {})
        masking = info.get("maskingInfo", {}).get("masking")
        self.add("designs", nct_id, allocation=info.get("allocation"), masking=masking)

    def _interventions(self, module: Mapping[str, Any], nct_id: str) -> None:
        ids: dict[str, int] = {}
        for each in module.get("interventions", ()):
            name = each["name"]
            ids[name] = self.add("interventions", nct_id, intervention_type=each.get("type"), name=name)
            for other in each.get("otherNames", ()):
                self.add("intervention_other_names", nct_id, intervention_id=ids[name], name=other)
        for arm in module.get("armGroups", ()):
            group = self.add("design_groups", nct_id, group_type=arm.get("type"), title=arm["label"])
            for name in arm.get("interventionNames", ()):
                link = {"design_group_id": group, "intervention_id": ids[name.partition(": ")[2]]}
                self.add("design_group_interventions", nct_id, **link)

    def _results(self, results: Mapping[str, Any], nct_id: str, *, reported: bool) -> None:
        self.add("calculated_values", nct_id, were_results_reported="t" if reported else "f")
        for outcome in results.get("outcomeMeasuresModule", {}).get("outcomeMeasures", ()):
            number = self.add("outcomes", nct_id, title=outcome["title"])
            for group in outcome.get("classes", ()):
                for category in group.get("categories", ()):
                    for each in category.get("measurements", ()):
                        self.add("outcome_measurements", nct_id, outcome_id=number, param_value=each.get("value"))
            for each in outcome.get("analyses", ()):
                self.add("outcome_analyses", nct_id, outcome_id=number, p_value=each.get("pValue"))
        for group in results.get("adverseEventsModule", {}).get("eventGroups", ()):
            for kind in ("serious", "other", "deaths"):
                if f"{kind}NumAtRisk" in group:
                    at_risk = group[f"{kind}NumAtRisk"]
                    self.add("reported_event_totals", nct_id, event_type=kind, subjects_at_risk=at_risk)

    def write(self, folder: Path) -> Path:
        """Write the tables, in no order of studies, as `COPY … WITH DELIMITER '|' CSV HEADER` does."""
        for name in NAMES:
            rows = self.rows[name]
            columns = list(dict.fromkeys(key for row in rows for key in row)) or ["id", "nct_id"]
            random.Random(name).shuffle(rows)  # noqa: S311 - no secret
            with (folder / f"{name}.txt").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, delimiter="|", lineterminator="\n", restval="")
                writer.writeheader()
                writer.writerows(rows)
        return folder


def filled_in(words: str | None) -> str | None:
    """Return a date with the last day of the month where it has no day, as AACT's `*_date` columns do."""
    if not words or words.count("-") != 1:
        return words
    year, month = map(int, words.split("-"))
    return f"{words}-{calendar.monthrange(year, month)[1]}"


def flatten(studies: Iterable[Mapping[str, Any]], folder: Path) -> Path:
    """Write studies as AACT's flat files."""
    tables = Flattened()
    for study in studies:
        tables.study(study)
    return tables.write(folder)
