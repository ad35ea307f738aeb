"""Every label, block by block, as type checkers see it; at run time all are `Block` with the labels in it.

Made by `python -m tools.make_label_types` from templates/labels/en.yaml; never edited.
"""

from __future__ import annotations

from typing import Literal, TypedDict, overload

from assess.load.blocks import Block


class ProblemsSeverityLabels(Block[str]):
    error: str
    warning: str


class ProblemsWordsLabels(Block[str]):
    comma: str
    pack_manifest: str
    pack_missing: str
    pack_surplus: str
    pack_unreadable: str
    pack_sum: str
    pack_outside: str
    pack_link: str
    pack_cipher: str
    pack_large: str
    pack_twice: str
    pack_sign: str
    list: str
    block: str
    text: str
    texts: str
    day: str
    yes_no: str
    number: str
    utf8: str
    source: str
    law: str
    provision: str
    finding: str
    recommendation: str
    comment: str
    treaty: str
    law_kinds_bill: str
    standing_not_obtained: str
    surplus: str
    scenario: str
    remark: str
    article: str
    element: str
    unit: str
    not_review: str
    not_adjudication: str
    adjudication: str
    step_draft: str
    step_submitted: str
    step_returned: str
    step_accepted: str
    step_locked: str
    act_submit: str
    act_return: str
    act_accept: str
    act_lock: str
    act_unlock: str
    index_format: str
    json: str
    book_keys: str
    book_twice: str
    worker: str
    no_workers: str
    quote_absent: str
    quote_piece: str
    quote_order: str
    quote_apart: str
    quote_cut: str
    quote_signs: str
    quote_turned: str
    quote_marks_round: str
    quote_full_stop: str
    quote_first_letter: str
    quote_comma: str
    quote_ta_marbuta: str
    quote_habits: str
    quote_habits_end: str
    habit_marks_round: str
    habit_full_stop: str
    habit_first_letter: str
    habit_comma: str
    habit_ta_marbuta: str
    habit_signs: str
    quote_brackets: str
    quote_several: str
    quote_short: str
    fix_head: str
    fix_note: str
    fix_deepest: str
    fix_outermost: str
    fix_closed: str
    fix_words: str
    fix_words_twice: str
    fix_first: str
    fix_heading: str
    fix_number: str
    fix_article_twice: str
    fix_kind: str
    fix_heading_last: str
    name: str
    no_file: str
    zip: str
    not_zip: str
    old_office: str
    macros: str
    ods: str
    other_zip: str
    xml: str
    entities: str
    deep: str
    pdf: str
    pages: str
    slow: str
    stopped: str
    binary: str
    rtf: str
    doc: str
    picture: str
    office: str
    zip_other: str
    xml_other: str
    get_pdf: str
    get_ocr: str
    get_tesseract: str
    get_language: str
    language: str
    most_values: str
    yaml_open: str
    yaml_bracket: str
    yaml_colon: str
    yaml_no_colon: str
    yaml_start: str
    yaml_dash: str
    yaml_key: str
    yaml_escape: str
    yaml_control: str
    yaml_documents: str
    yaml_name: str
    yaml_other: str


class SaysDoEntry(Block[str]):
    says: str
    do: str


class ProblemsLabels(Block[Block[str]]):
    severity: ProblemsSeverityLabels
    words: ProblemsWordsLabels
    unanswered: SaysDoEntry

    @overload
    def __getitem__(
        self,
        key: Literal[
            "file-missing",
            "file-unreadable",
            "file-too-large",
            "yaml-syntax",
            "yaml-alias",
            "yaml-depth",
            "duplicate-key",
            "wrong-shape",
            "missing-key",
            "unknown-key",
            "unknown-value",
            "bad-value",
            "file-unread",
            "duplicate-id",
            "unknown-instrument",
            "checklist-version",
            "unknown-part",
            "unknown-article",
            "unknown-element",
            "unknown-law",
            "unknown-provision",
            "unknown-source",
            "no-source",
            "overlay-stale",
            "overlay-missing",
            "overlay-unknown",
            "label-shape",
            "label-placeholder",
            "label-missing",
            "criterion-missing",
            "lead-missing",
            "lead-unfit",
            "leads-many",
            "weight-missing",
            "weight-needless",
            "element-unnamed",
            "name-twice",
            "element-misplaced",
            "permission-missing",
            "permission-unknown",
            "reservation-not-allowed",
            "reservation-of-no-party",
            "party-act-unfit",
            "option-undeclared",
            "dates-reversed",
            "provision-outside-law",
            "dates-overlap",
            "bill-in-force",
            "act-without-date",
            "bill-target",
            "bill-only",
            "bill-not-amending",
            "punishes-itself",
            "bill-changes-nothing",
            "bill-answers",
            "bill-answers-fall",
            "grade-not-offered",
            "missing-not-said",
            "reason-missing",
            "note-missing",
            "reason-needless",
            "not-applicable-met",
            "offence-apart",
            "search-unread",
            "search-future",
            "search-contradicted",
            "dated-unfit",
            "unread-not-met",
            "unseen-not-said",
            "priority-unexplained",
            "never-in-force",
            "source-unverified",
            "unanswered",
            "gap-without-recommendation",
            "penalty-not-said",
            "provision-unclassified",
            "classified-already",
            "units-unclassified",
            "summary-missing",
            "unit-unplaced",
            "quote-not-found",
            "quote-ambiguous",
            "quote-not-in-coming",
            "text-twice",
            "reviewer-is-assessor",
            "text-not-loaded",
            "unit-unknown",
            "correction-unfit",
            "correction-kept",
            "citations-cut",
            "tree-line",
            "tree-words",
            "text-languages",
            "reviewer-is-submitter",
            "review-nameless",
            "review-step",
            "review-decision",
            "review-stale",
            "review-unexplained",
            "article-closed",
            "review-not-logged",
            "answers-changed",
            "accepted-changed",
            "case-changed",
            "case-mixed",
            "case-in-use",
            "accepted-laws-changed",
            "log-line",
            "log-changed",
            "log-end",
            "adjudicator-is-assessor",
            "restricted-unknown",
            "agree-checklists",
            "agree-states",
            "adjudication-stale",
            "adjudication-open",
            "adjudication-value",
            "adjudication-without-effect",
            "source-differs",
            "pack-exists",
            "pack-name",
            "pack-foreign",
            "pack-damaged",
            "pack-unsafe",
            "folder-exists",
            "rename-alive",
            "text-not-consolidated",
            "version-missing",
            "unknown-bill",
            "unknown-state",
            "assumption-without-effect",
            "template-syntax",
            "template-variable",
            "template-unsafe",
            "template-damaged",
            "output-not-written",
            "date-unreadable",
            "terms-empty",
            "terms-group",
            "index-unreadable",
            "book-line",
            "book-failed",
            "cluster-unreachable",
            "library-missing",
            "languages-unclear",
            "law-not-in-book",
            "nothing-to-search",
            "no-terms",
            "text-unreadable",
            "text-empty",
            "text-too-large",
            "text-locked",
            "text-damaged",
            "text-unknown-format",
            "text-undecodable",
            "text-scanned",
            "text-garbled",
            "text-exists",
            "tool-missing",
            "tool-failed",
            "workbook-unreadable",
            "workbook-foreign",
            "workbook-other-case",
            "workbook-version",
            "workbook-cells",
            "workbook-links",
            "cell-formula",
            "cell-number",
            "cell-value",
            "cell-day",
            "cell-id",
            "cell-long",
            "cell-needed",
            "name-unknown",
            "grade-and-not-applicable",
            "grade-asks",
            "row-withheld",
            "row-twice",
            "sheet-unread",
            "column-missing",
            "rows-absent",
            "rows-exchanged",
            "grade-without-provision",
            "cell-unfit",
            "search-nameless",
            "search-lawless",
            "rest-unfit",
            "law-row-waits",
            "row-refused",
            "row-in-conflict",
            "article-in-conflict",
            "nothing-to-settle",
            "line-unread",
            "row-mixed",
            "provision-absent",
            "provision-law-refused",
            "provision-law-unknown",
            "provision-lawless",
            "provision-piece-absent",
            "provision-unresolved",
            "states-twice",
            "states-checklists",
            "states-checklist-files",
            "states-unknown",
            "states-failed",
            "states-changed",
            "states-wide",
            "states-more",
            "states-withheld",
        ],
    ) -> SaysDoEntry: ...

    @overload
    def __getitem__(self, key: str) -> Block[str]: ...

    def __getitem__(self, key: str) -> object:
        return super().__getitem__(key)


class DoubtsLabels(Block[str]):
    wrong_extension: str
    tracked_changes: str
    struck: str
    embedded: str
    hidden_text: str
    hidden_shown: str
    contents_left_out: str
    number_format: str
    symbols: str
    lost_letters: str
    left_out: str
    running_lines: str
    hyphens: str
    word_order: str
    second_reader: str
    one_reader: str
    scanned_pages: str
    recognised: str
    paragraphs: str
    side_by_side: str
    arabic_lam_alef: str
    arabic_shapes: str
    arabic_forms: str
    arabic_signs: str
    arabic_parted: str
    arabic_glued: str
    arabic_years: str
    arabic_left: str


class NumeralsLabels(Block[str]):
    digits: str
    percent: str
    decimal: str
    group: str


class SingleSeveralEntry(Block[str]):
    single: str
    several: str


class UnitWordsLabels(Block[SingleSeveralEntry]):
    article: SingleSeveralEntry
    section: SingleSeveralEntry
    bare_section: SingleSeveralEntry
    paragraph_sign: SingleSeveralEntry
    fasl: SingleSeveralEntry


class MonthsLabels(Block[str]):
    pass


class MonthsAlsoLabels(Block[str]):
    pass


class LetterLabelEntry(Block[str]):
    letter: str
    label: str


class RatingsLabels(Block[LetterLabelEntry]):
    C: LetterLabelEntry
    LC: LetterLabelEntry
    PC: LetterLabelEntry
    NC: LetterLabelEntry
    range: LetterLabelEntry
    none: LetterLabelEntry


class StatesLabels(Block[LetterLabelEntry]):
    met: LetterLabelEntry
    met_otherwise: LetterLabelEntry
    partly: LetterLabelEntry
    not_met: LetterLabelEntry
    contrary: LetterLabelEntry
    not_found: LetterLabelEntry
    not_assessed: LetterLabelEntry
    source_not_obtained: LetterLabelEntry
    not_applicable: LetterLabelEntry
    reserved: LetterLabelEntry
    draft_only: LetterLabelEntry
    not_in_force: LetterLabelEntry
    suspended: LetterLabelEntry
    struck_down: LetterLabelEntry
    repealed: LetterLabelEntry
    date_uncertain: LetterLabelEntry


class StatesAlsoLabels(Block[str]):
    partly: str


class OptionsLabels(Block[LetterLabelEntry]):
    met: LetterLabelEntry
    met_otherwise: LetterLabelEntry
    not_met: LetterLabelEntry
    not_found: LetterLabelEntry
    suspended: LetterLabelEntry
    struck_down: LetterLabelEntry
    repealed: LetterLabelEntry
    draft_only: LetterLabelEntry
    not_in_force: LetterLabelEntry
    contrary: LetterLabelEntry


class KindsLabels(Block[str]):
    definition: str
    conduct: str
    object: str
    mental: str
    qualifier: str
    result: str
    threshold: str
    penalty: str
    liability: str
    scope: str
    power: str
    safeguard: str
    duty: str
    channel: str


class WeightsLabels(Block[str]):
    lead: str
    main: str
    detail: str


class DepthsLabels(Block[str]):
    first_look: str
    standard: str
    full: str


class LevelsLabels(Block[str]):
    mandatory: str
    optional_limb: str
    reservable: str
    declarable: str
    guidance: str


class ReasonsLabels(Block[str]):
    conduct: str
    object: str
    mental: str
    qualifier: str
    definition: str
    threshold: str
    penalty: str
    scope: str
    safeguard: str
    narrower: str
    broader: str
    vague: str
    practice_only: str


class ConfidenceLabels(Block[str]):
    high: str
    medium: str
    low: str


class LawKindsLabels(Block[str]):
    constitution: str
    code: str
    act: str
    temporary_act: str
    decree_law: str
    nizam: str
    royal_decree: str
    sultani_decree: str
    presidential_decree: str
    decree: str
    ordinance: str
    order_in_council: str
    statutory_instrument: str
    regulation: str
    bill: str
    treaty: str


class LawKindsAlsoLabels(Block[str]):
    constitution: str
    code: str
    act: str
    temporary_act: str
    decree_law: str
    nizam: str
    royal_decree: str
    sultani_decree: str
    presidential_decree: str
    decree: str
    ordinance: str
    order_in_council: str
    statutory_instrument: str
    regulation: str
    bill: str
    treaty: str


class StandingLabels(Block[str]):
    official: str
    copy: str
    translation: str
    summary: str
    not_obtained: str


class ForceLabels(Block[str]):
    in_force: str
    draft_only: str
    not_in_force: str
    suspended: str
    struck_down: str
    repealed: str
    date_uncertain: str
    assumed: str
    replaced: str
    later: str


class TreatmentsLabels(Block[str]):
    mapped: str
    neutral: str
    procedure: str
    over_reach: str
    rights_concern: str
    covered: str
    not_placed: str


class AnswersAlsoLabels(Block[str]):
    yes: str
    no: str


class ActionsLabels(Block[str]):
    new: str
    amend: str
    repeal: str
    regulation: str
    practice: str
    study: str


class ActionsAlsoLabels(Block[str]):
    amend: str


class PrioritiesLabels(Block[str]):
    to_check: str
    high: str
    medium: str
    low: str


class StatusesLabels(Block[str]):
    open: str
    under_way: str
    done: str
    dropped: str


class StagesLabels(Block[str]):
    draft: str
    sent_for_comment: str
    final: str


class LanguagesLabels(Block[str]):
    ar: str
    en: str
    fr: str
    es: str


class QuoteStatesLabels(Block[str]):
    none: str
    exact: str
    normalised: str
    not_found: str
    ambiguous: str
    source_not_loaded: str


class QuotesStepsLabels(Block[str]):
    lam_alef: str
    unicode: str
    presentation_forms: str
    invisible_signs: str
    quotation_marks: str
    dashes: str
    digits: str
    tatweel: str
    vowel_signs: str
    vowels_added: str
    alef_forms: str
    ya_forms: str
    kaf_forms: str
    spaces: str


class QuotesHabitsLabels(Block[str]):
    marks_round: str
    full_stop: str
    first_letter: str
    comma: str
    ta_marbuta: str
    signs: str


class QuotesReasonsLabels(Block[str]):
    absent: str
    piece: str
    order: str
    apart: str
    cut: str
    signs: str
    turned: str
    marks_round: str
    full_stop: str
    first_letter: str
    comma: str
    ta_marbuta: str
    habits: str
    brackets: str
    several: str
    heading: str
    short: str
    no_text: str
    no_language: str
    no_unit: str
    no_provision: str
    version: str
    partly: str
    ocr_found: str
    ocr_missing: str


class QuotesAgainstLabels(Block[str]):
    copy: str
    translation: str
    ocr: str


class QuotesLabels(Block[object]):
    steps: QuotesStepsLabels
    named_habits: str
    habits: QuotesHabitsLabels
    reasons: QuotesReasonsLabels
    against: QuotesAgainstLabels
    state: str
    skipped: str
    skipped_none: str
    times: str
    places: str
    line: str
    quotation: str
    printed: str
    loaded: str
    piece: str
    nearest: str
    nearest_none: str
    elsewhere: str
    version: str
    coming: str
    none: str
    counts: str
    strict: str


class ComparisonChangesLabels(Block[str]):
    same: str
    typing: str
    changed: str
    replaced: str
    repealed: str
    removed: str
    inserted: str
    renumbered: str
    moved: str


class ComparisonCitedLabels(Block[str]):
    carried: str
    anew: str
    once: str
    file: str


class ComparisonRecipeLabels(Block[str]):
    law: str
    old: str
    new: str
    text: str
    text_of_file: str
    text_of_bill: str
    language: str
    case: str
    made: str
    program: str


class ComparisonStandingsLabels(Block[str]):
    official: str
    copy: str
    translation: str
    ocr: str


class ComparisonLabels(Block[object]):
    title: str
    title_files: str
    enacted: str
    version: str
    bill: str
    other: str
    file: str
    old: str
    new: str
    what: str
    name: str
    old_id: str
    new_id: str
    kind: str
    elements: str
    changes: ComparisonChangesLabels
    renumbered: str
    renumbered_same: str
    moved: str
    typing: str
    negation_gone: str
    negation_come: str
    perhaps_old: str
    perhaps_new: str
    unsure: str
    look_first: str
    summary: str
    table: str
    units_table: str
    heading: str
    legend: str
    legend_terminal: str
    only_changed: str
    nothing: str
    empty: str
    units: str
    number: str
    effect: str
    effect_lead: str
    effect_bill: str
    effect_file: str
    effect_none: str
    effect_days: str
    effect_same: str
    effect_stopped: str
    effect_errors: str
    effect_law: str
    effect_table: str
    element_line: str
    article_line: str
    element: str
    asks: str
    grade_old: str
    grade_new: str
    rating_old: str
    rating_new: str
    provisions: str
    changed_mark: str
    articles: str
    again: str
    again_lead: str
    cited: ComparisonCitedLabels
    again_line: str
    again_element: str
    again_provisions: str
    again_elements: str
    worse: str
    worse_line: str
    why: str
    told: str
    told_changed: str
    told_again: str
    others: str
    unrelated: str
    partial: str
    recipe: ComparisonRecipeLabels
    standings: ComparisonStandingsLabels


class SentencesLabels(Block[str]):
    disclaimer: str
    assumed: str
    none_short: str
    decided_NC: str
    decided_PC: str
    decided_LC: str
    decided_range: str
    decided_none: str
    decided_unknown: str
    reason: str
    apart: str
    reach: str
    indicative: str
    depth: str
    depth_full: str
    whole_article: str
    not_asked: str
    in_article: str
    in_brackets: str
    of_element: str
    check_first: str
    priority_if: str
    weakest: str
    part: str
    index: str
    index_range: str
    index_untold: str
    article_index: str
    article_index_range: str
    override: str
    unseen: str
    cause: str
    floor: str
    evidence: str
    penalty_elsewhere: str
    penalty_of_part: str
    unanswered: str
    no_citation: str
    uncited: str
    guidance: str
    guidance_unverified: str
    origin: str
    strongest: str
    bill_worse: str
    bill_unanswered: str
    bill_struck: str
    bill_concern: str
    struck_down: str
    suspended: str
    suspended_until: str
    repealed_by: str
    permission_reservation: str
    permission_declaration: str
    priority_set: str


class ResultsLabels(Block[str]):
    ratings: str
    spread: str
    article: str
    nc: str
    nc_none: str
    range: str
    none: str
    weakest: str
    weakest_part: str
    unknown: str
    unknown_none: str
    whole: str
    acts_no_party: str
    acts_unknown: str
    undeclared: str
    undeclared_in: str
    ends: str


class MethodItem(TypedDict):
    heading: str
    paragraphs: list[str]


class RecipeLabels(Block[str]):
    instrument: str
    checklist: str
    rule: str
    depth: str
    checklist_digest: str
    as_of: str
    assumptions: str
    thresholds: str
    thresholds_text: str
    digest: str
    program: str
    unsettled: str
    none: str


class SummaryLabels(Block[str]):
    index: str
    safeguards_index: str


class StructureKindsLabels(Block[str]):
    preamble: str
    part: str
    article: str
    paragraph: str
    item: str
    definition: str
    closing: str
    schedule: str
    note: str


class StructureLinesLabels(Block[str]):
    preamble: str
    part: str
    article: str
    schedule: str
    paragraph: str
    item: str
    definition: str
    text: str
    heading: str
    closing: str
    note: str


class StructureIdsLabels(Block[str]):
    preamble: str
    closing: str
    text: str
    heading: str
    contents: str
    note: str
    decree: str
    annex: str
    schedule: str
    book: str
    part: str
    title: str
    chapter: str
    section: str
    subsection: str
    subdivision: str
    division: str
    branch: str
    topic: str


class StructureAgainLabels(Block[str]):
    bare: str
    numbered: str
    letters: str


class StructureReasonsLabels(Block[str]):
    number_first: str
    number_gap: str
    number_back: str
    number_repeated: str
    article_quoted: str
    decree_assumed: str
    annex_assumed: str
    list_ambiguous: str
    list_gap: str
    definition_assumed: str
    definition_by_order: str
    no_articles: str
    no_lines: str
    marks_disagree: str
    label_as_words: str
    words_ambiguous: str


class StructureLabels(Block[object]):
    head: str
    unsure: str
    counted: str
    kinds: StructureKindsLabels
    lines: StructureLinesLabels
    ids: StructureIdsLabels
    again: StructureAgainLabels
    closing_words: str
    issuing: str
    reasons: StructureReasonsLabels


class LawLabels(Block[str]):
    read: str
    ask: str
    not_asked: str
    nothing: str
    written: str
    quotations: str
    exists: str
    matched: str
    numbered: str
    amends: str
    guessed: str
    provisions_left: str
    units_left: str
    rights: str
    note: str


class MendingKindsLabels(Block[str]):
    item: str
    definition: str
    text: str
    heading: str
    article: str
    no_article: str


class MendingLabels(Block[object]):
    text: str
    head: str
    kinds: MendingKindsLabels
    split: str
    join: str
    line: str
    none: str
    same: str
    same_ids: str
    renamed: str
    new: str
    gone: str
    more: str
    cited: str
    cited_gone: str
    cited_renamed: str
    not_asked: str
    carried: str
    left: str


class ClassifyingLabels(Block[str]):
    heading: str
    none: str
    next: str
    placed: str
    nothing: str
    not_asked: str


class CliRulesLabels(Block[str]):
    C: str
    LC: str
    PC: str
    NC: str
    none: str
    range: str


class CliLabels(Block[object]):
    heading: str
    as_of: str
    own_axis: str
    computed: str
    distribution: str
    index: str
    safeguards: str
    surplus: str
    acts: str
    undeclared: str
    none: str
    does_not_count: str
    evidence: str
    reasons: str
    rule_counts: str
    rules: CliRulesLabels
    unrated_note: str
    checked: str
    warnings: str
    sources: str
    digits_latin: str
    no_scenarios: str
    writing: str
    bug: str


class ReviewTurnsLabels(Block[str]):
    assessor: str
    reviewer: str


class ReviewChangedLabels(Block[str]):
    submitted: str
    accepted: str
    locked: str


class ReviewStatesLabels(Block[str]):
    draft: str
    submitted: str
    returned: str
    accepted: str
    locked: str


class ReviewLettersLabels(Block[str]):
    draft: str
    submitted: str
    returned: str
    accepted: str
    locked: str


class ReviewTablesLabels(Block[str]):
    sources: str
    laws: str
    provisions: str
    recommendations: str


class ReviewLogColumnsLabels(Block[str]):
    at: str
    act: str
    article: str
    by: str
    why: str


class ReviewWorkbookSheetsLabels(Block[str]):
    articles: str
    elements: str


class ReviewWorkbookStepsLabels(Block[str]):
    accept: str
    lock: str


class ReviewWorkbookColumnsLabels(Block[str]):
    article: str
    decision: str
    comment: str
    heading: str
    state: str
    line: str
    rating: str
    decided: str
    answered: str
    open: str
    answers: str
    element: str
    asks: str
    grade: str
    law: str
    notes: str


class ReviewWorkbookLabels(Block[object]):
    sheets: ReviewWorkbookSheetsLabels
    choose: str
    steps: ReviewWorkbookStepsLabels
    columns: ReviewWorkbookColumnsLabels


class ReviewActsLabels(Block[str]):
    submit: str
    accept: str
    lock: str
    unlock: str
    adjudicate: str
    migrate: str
    settle: str


class ReviewLabels(Block[object]):
    moved: str
    heading: str
    sums: str
    answered: str
    answered_of: str
    faults: str
    turns: ReviewTurnsLabels
    changed: ReviewChangedLabels
    returned: str
    returned_plain: str
    open: str
    unreplied: str
    states: ReviewStatesLabels
    letters: ReviewLettersLabels
    title: str
    last: str
    by: str
    counts: str
    of_articles: str
    lead: str
    changed_line: str
    withheld: str
    public: str
    public_none: str
    edition: str
    log: str
    log_lead: str
    tables: ReviewTablesLabels
    log_columns: ReviewLogColumnsLabels
    workbook: ReviewWorkbookLabels
    acts: ReviewActsLabels


class NewAskLabels(Block[str]):
    state: str
    country: str
    by: str
    depth: str


class NewLabels(Block[object]):
    title: str
    head: str
    sources: str
    readme: str
    made: str
    ask: NewAskLabels


class QuestionsLabels(Block[str]):
    grade: str
    paragraph: str
    left: str
    party_act: str
    more: str


class SourcesAskLabels(Block[str]):
    grade: str
    address: str
    holds: str


class SourcesLabels(Block[SourcesAskLabels]):
    ask: SourcesAskLabels


class StatementsLabels(Block[str]):
    heading: str
    article: str
    nothing: str
    answered: str
    deeper: str
    not_asked: str
    told: str


class FollowupWaysLabels(Block[str]):
    up: str
    down: str
    same: str
    unclear: str
    added: str
    removed: str


class FollowupCausesLabels(Block[str]):
    silence: str
    rule: str
    checklist: str
    answers: str
    law: str


class FollowupCausesShortLabels(Block[str]):
    silence: str
    rule: str
    checklist: str
    answers: str
    law: str


class FollowupWhyLabels(Block[str]):
    silent: str
    steps: str
    in_force: str
    cited: str
    since: str
    regraded: str
    out: str
    uncited: str
    read: str
    unread: str
    reserved: str
    withdrawn: str
    no_longer: str
    renamed: str
    unknown_before: str
    unknown_now: str
    added: str
    removed: str


class FollowupAdviceLabels(Block[str]):
    done: str
    open: str
    new: str
    dropped: str
    past: str
    gone: str


class FollowupLabels(Block[object]):
    title: str
    reading: str
    old: str
    new: str
    made: str
    recipe: str
    lead: str
    sums: str
    number: str
    way: str
    index: str
    indexes: str
    heading: str
    ratings: str
    reasons: str
    article: str
    elements: str
    element: str
    reason: str
    missing: str
    ways: FollowupWaysLabels
    causes_head: str
    cause: str
    causes: FollowupCausesLabels
    causes_short: FollowupCausesShortLabels
    order: str
    moved: str
    named: str
    override_gone: str
    rule: str
    why: FollowupWhyLabels
    recommendations: str
    advice: FollowupAdviceLabels
    id: str
    action: str
    articles: str
    status_head: str
    status: str
    gaps: str
    closed: str
    left: str
    unknown: str
    done_open: str
    reworded: str
    open_done: str
    other_state: str
    other_checklist: str
    other_rule: str
    one_day: str
    backwards: str
    nothing: str


class AgreeKindsLabels(Block[str]):
    grade: str
    one_only: str
    basis: str


class AgreeUndefinedLabels(Block[str]):
    none: str
    one_value: str


class AgreeSheetsLabels(Block[str]):
    decide: str
    about: str


class AgreeColumnsLabels(Block[str]):
    name: str
    element: str
    asks: str
    kind: str
    state_a: str
    law_a: str
    note_a: str
    state_b: str
    law_b: str
    note_b: str
    decision: str
    why: str


class AgreeLabels(Block[object]):
    heading: str
    kinds: AgreeKindsLabels
    whole: str
    sum: str
    undefined: AgreeUndefinedLabels
    note: str
    written: str
    adjudicated: str
    workbook_title: str
    how: str
    how_grade: str
    how_basis: str
    hash: str
    bills: str
    nothing: str
    choose: str
    sheets: AgreeSheetsLabels
    columns: AgreeColumnsLabels
    beside: str
    beside_why: str


class MigratePartsLabels(Block[str]):
    source: str
    asks: str
    kind: str
    level: str
    weight: str
    criteria: str
    revised: str


class MigrateLabels(Block[object]):
    nothing: str
    heading: str
    unknown: str
    renamed: str
    changed: str
    added: str
    ungraded: str
    added_short: str
    removed: str
    article: str
    element: str
    again: str
    kept: str
    silent: str
    silent_open: str
    silent_stated: str
    silent_short: str
    stated_short: str
    stretch: str
    span: str
    kinds: str
    note: str
    searches: str
    packed: str
    parts: MigratePartsLabels

    @overload
    def __getitem__(self, key: Literal["from"]) -> str: ...

    @overload
    def __getitem__(self, key: str) -> object: ...

    def __getitem__(self, key: str) -> object:
        return super().__getitem__(key)


class PackLabels(Block[str]):
    packed: str
    unpacked: str
    aside: str


class SuggestLabels(Block[str]):
    disclaimer: str
    head: str
    asked: str
    asked_element: str
    line: str
    words: str
    missed: str
    definition: str
    excerpt: str
    none: str
    unsearched: str
    untold: str
    uncut: str
    kept: str
    book_line: str
    written: str


class WorkbookDepthsLabels(Block[str]):
    first_look: str
    standard: str
    full: str


class WorkbookUnsettledLabels(Block[str]):
    both: str
    both_articles: str
    status: str
    article: str
    step: str


class WorkbookDifferenceLabels(Block[str]):
    add: str
    change: str
    remove: str
    conflict: str
    cell: str
    sides: str
    empty: str
    counts: str


class WorkbookWordStepsLabels(Block[str]):
    what: str
    grade: str
    provision: str
    several: str
    nothing: str
    defaults: str
    send: str


class WorkbookWordLabels(Block[object]):
    steps: WorkbookWordStepsLabels
    criteria: str
    further: str
    table: str
    line: str
    new: str
    known: str


class WorkbookDaysLabels(Block[str]):
    unknown: str
    by: str


class WorkbookConflictsLabels(Block[str]):
    head: str


class WorkbookRefusedLabels(Block[str]):
    head: str


class WorkbookSheetsLabels(Block[str]):
    front: str
    sources: str
    laws: str
    provisions: str
    recommendations: str
    lists: str
    base: str


class WorkbookStepsLabels(Block[str]):
    what: str
    grade: str
    provision: str
    several: str
    nothing: str
    defaults: str
    delete: str
    send: str


class WorkbookCountsLabels(Block[str]):
    heading: str
    note: str
    part: str
    elements: str
    answered: str
    incomplete: str
    open: str
    total: str


class WorkbookStatesLabels(Block[str]):
    open: str
    answered: str
    incomplete: str


class WorkbookFormerLawsLabels(Block[str]):
    examined: str


class WorkbookFormerLabels(Block[WorkbookFormerLawsLabels]):
    laws: WorkbookFormerLawsLabels


class WorkbookColumnsAnswersLabels(Block[str]):
    name: str
    element: str
    asks: str
    weight: str
    level: str
    state: str
    grade: str
    provision: str
    missing: str
    reason: str
    quote: str
    note: str
    confidence: str
    sources: str
    laws: str
    on: str
    by: str
    remark: str
    not_applicable: str
    not_assessed: str
    row: str
    counted: str


class WorkbookColumnsSourcesLabels(Block[str]):
    key: str
    grade: str
    address: str
    holds: str


class WorkbookColumnsLawsLabels(Block[str]):
    id: str
    title: str
    short: str
    number: str
    year: str
    kind: str
    in_force: str
    until: str
    introduced: str
    amends: str
    text: str
    language: str
    examined: str
    rights: str
    sources: str
    confidence: str
    note: str


class WorkbookColumnsProvisionsLabels(Block[str]):
    law: str
    id: str
    heading: str
    summary: str
    penalty: str
    punishes: str
    replaces: str
    amends: str
    in_force: str
    until: str
    sources: str
    confidence: str
    note: str


class WorkbookColumnsRecommendationsLabels(Block[str]):
    id: str
    elements: str
    gap: str
    action: str
    kind: str
    owner: str
    laws: str
    due: str
    status: str
    priority: str
    priority_reason: str
    since: str
    until: str
    note: str


class WorkbookColumnsLabels(Block[Block[str]]):
    answers: WorkbookColumnsAnswersLabels
    sources: WorkbookColumnsSourcesLabels
    laws: WorkbookColumnsLawsLabels
    provisions: WorkbookColumnsProvisionsLabels
    recommendations: WorkbookColumnsRecommendationsLabels


class WorkbookLabels(Block[object]):
    exported: str
    nothing_open: str
    nothing_new: str
    not_asked: str
    filled_by: str
    row_open: str
    row_kept: str
    settled: str
    settled_log: str
    depths: WorkbookDepthsLabels
    rest: str
    rest_name: str
    unsettled: WorkbookUnsettledLabels
    difference: WorkbookDifferenceLabels
    word: WorkbookWordLabels
    days: WorkbookDaysLabels
    conflicts: WorkbookConflictsLabels
    refused: WorkbookRefusedLabels
    title: str
    choose: str
    choose_text: str
    sheets: WorkbookSheetsLabels
    steps: WorkbookStepsLabels
    counts: WorkbookCountsLabels
    states: WorkbookStatesLabels
    former: WorkbookFormerLabels
    columns: WorkbookColumnsLabels


class CompareDayFromLabels(Block[str]):
    asked: str
    case: str
    today: str


class CompareLabels(Block[object]):
    heading: str
    day_from: CompareDayFromLabels
    row: str
    assumed: str
    indicative: str
    undeclared: str
    shown: str
    tier: str
    tier_one: str
    tiers: str
    no_tier: str
    thin: str
    empty: str
    repeated: str
    left_out: str
    ahead: str
    not_since: str
    reported: str
    both: str
    withheld: str


class ComparedCellsLabels(Block[LetterLabelEntry]):
    reported: LetterLabelEntry
    reported_verdict: LetterLabelEntry
    reported_old: LetterLabelEntry
    general: LetterLabelEntry
    nothing_seen: LetterLabelEntry
    none: LetterLabelEntry
    out: LetterLabelEntry


class ComparedWaysLabels(Block[str]):
    mean: str
    geometric: str
    weakest: str


class ComparedGroupKindsLabels(Block[str]):
    region: str
    organisation: str
    income: str


class ComparedTimesLabels(Block[str]):
    span: str
    about: str
    before: str
    after: str
    before_text: str
    by: str
    archived: str


class ComparedLawStatusLabels(Block[str]):
    old: str
    older_text: str


class ComparedVerdictsLabels(Block[str]):
    full: str
    partial: str
    none: str


class ComparedScopesLabels(Block[str]):
    group: str
    blanket: str


class ComparedLinksLabels(Block[str]):
    explicit: str
    offence_name: str
    measure_name: str
    unodc_coding: str
    block: str
    law_only: str
    verdict_only: str


class ComparedTreatiesLabels(Block[str]):
    budapest: str
    second_protocol: str
    first_protocol: str
    un_convention: str


class ComparedTreatyStatusLabels(Block[str]):
    ratified: str
    budapest_ratified: str
    acceded: str
    party: str
    approved: str
    signed: str
    invited: str
    none: str
    not_signed: str
    not_in_list: str
    not_checked: str


class ComparedTreatyEventsLabels(Block[str]):
    instrument: str
    in_force: str
    signed: str
    ratified: str
    acceded: str
    unstated: str


class ComparedRecipeLabels(Block[str]):
    instrument: str
    checklist: str
    checklist_sha256: str
    rule: str
    program: str
    edition: str
    language: str
    years: str
    since: str
    seed: str
    draws: str
    geometric_floor: str
    known_threshold: str
    columns: str
    left_out: str
    profiles: str
    profiles_sha256: str


class ComparedEditionsLabels(Block[str]):
    full: str
    public: str


class ComparedHeadingsLabels(Block[str]):
    contents: str
    coverage: str
    matrix: str
    assessed: str
    reported: str
    spread: str
    by_article: str
    by_part: str
    by_group: str
    reported_by_article: str
    duties: str
    years: str
    changes: str
    tiers: str
    dominance: str
    wrote: str
    map: str
    states: str
    method: str
    recipe: str
    warnings: str


class ComparedNotesLabels(Block[str]):
    reported: str
    own_day: str
    unknown: str
    legend: str
    spread: str
    duties: str
    years: str
    tiers: str
    dominance: str
    wrote: str
    none_assessed: str
    nothing: str
    map: str
    too_many: str
    too_many_wrote: str


class ComparedWordsLabels(Block[str]):
    state: str
    part: str
    group: str
    groups: str
    kind: str
    members: str
    source: str
    sources: str
    element: str
    asks: str
    grade: str
    rating: str
    note: str
    provision: str
    provisions: str
    law: str
    missing: str
    quote: str
    lacks: str
    force: str
    confidence: str
    as_of: str
    source_years: str
    assumed: str
    stage: str
    treaty: str
    known: str
    index: str
    tier: str
    ranks: str
    scores: str
    digest: str
    short: str
    absent: str
    partly: str
    unknown: str
    share: str
    spread: str
    counts: str
    total: str
    out: str
    year: str
    before: str
    now: str
    why: str
    better: str
    worse: str
    compared: str
    strict: str
    party_act: str
    undeclared: str
    depth: str
    reserved: str
    not_rated: str
    reported: str
    sort_of: str
    assessed: str
    decided: str
    map_none: str
    map_step: str
    thin: str
    states_number: str
    assessments: str


class ComparedPageLabels(Block[str]):
    skip: str
    search: str
    part: str
    group: str
    every_part: str
    every_group: str
    choose: str
    every_article: str
    clear: str
    shown: str
    sort_column: str
    sort_row: str
    hint: str
    close: str
    print: str
    to_state: str
    no_element: str
    scripts: str
    legend: str
    figure_years: str
    figure_map: str
    as_table: str


class ComparedLabels(Block[object]):
    title: str
    cells: ComparedCellsLabels
    name_day: str
    name_id: str
    indicative: str
    indicative_note: str
    indicative_states: str
    undeclared: str
    lacks: str
    year_states: str
    not_compared: str
    not_compared_one: str
    share: str
    share_range: str
    source: str
    source_unknown: str
    source_tier: str
    partly: str
    changed_element: str
    changed_law: str
    ways: ComparedWaysLabels
    group_kinds: ComparedGroupKindsLabels
    group_source: str
    group_unverified: str
    group_note: str
    unstated: str
    times: ComparedTimesLabels
    reported_as_of: str
    reported_no_year: str
    only_old: str
    law_status: ComparedLawStatusLabels
    verdicts: ComparedVerdictsLabels
    scopes: ComparedScopesLabels
    links: ComparedLinksLabels
    treaties: ComparedTreatiesLabels
    treaty_status: ComparedTreatyStatusLabels
    treaty_events: ComparedTreatyEventsLabels
    treaty_line: str
    treaty_dates: str
    treaty_date_note: str
    unverified: str
    treaty_none: str
    own_knowledge: str
    treaty_confidence: str
    left_out: str
    treaty_only: str
    also_assessed: str
    both: str
    repeated: str
    ahead: str
    withheld: str
    first_duties: str
    dominance_counts: str
    dominance_direct: str
    dominance_many: str
    method: list[str]
    recipe: ComparedRecipeLabels
    editions: ComparedEditionsLabels
    recipe_column: str
    recipe_indicative: str
    headings: ComparedHeadingsLabels
    notes: ComparedNotesLabels
    words: ComparedWordsLabels
    of: str
    of_range: str
    page: ComparedPageLabels


class ComparedOfficeSheetsLabels(Block[str]):
    cover: str
    matrix: str
    details: str
    articles: str
    parts: str
    groups: str
    members: str
    duties: str
    years: str
    changes: str
    tiers: str
    dominance: str
    provisions: str
    states: str
    told: str
    recipe: str


class ComparedOfficeAboutLabels(Block[str]):
    cover: str
    matrix: str
    details: str
    articles: str
    parts: str
    groups: str
    members: str
    duties: str
    years: str
    changes: str
    tiers: str
    dominance: str
    provisions: str
    states: str
    told: str
    recipe: str


class ComparedOfficeLabels(Block[object]):
    kicker: str
    cover_table: str
    instrument: str
    assessed_states: str
    columns_number: str
    reported_states: str
    articles_number: str
    program: str
    method: str
    left_out: str
    left_out_none: str
    coverage: str
    coverage_lead: str
    coverage_assessed: str
    coverage_reported: str
    groups_table: str
    group_sources: str
    matrix: str
    matrix_lead: str
    matrix_table: str
    legend_ratings: str
    matrix_reported: str
    matrix_reported_lead: str
    matrix_reported_table: str
    legend_reported: str
    part_line: str
    between: str
    semicolon: str
    spread: str
    spread_lead: str
    by_part: str
    by_article: str
    by_group: str
    reported_by_article: str
    duties: str
    duties_lead: str
    time: str
    years: str
    year_line: str
    years_lead: str
    changes: str
    changes_none: str
    order: str
    order_lead: str
    tiers: str
    ranks_figure: str
    rank_line: str
    dominance: str
    dominance_line: str
    dominance_none: str
    wrote: str
    wrote_lead: str
    wrote_more: str
    wrote_assessed: str
    wrote_reported: str
    article_head: str
    no_provision: str
    lacks: str
    missing: str
    quoted: str
    confidence_line: str
    pages: str
    pages_reported: str
    pages_reported_lead: str
    state_facts: str
    state_ratings: str
    seen_number: str
    recipe: str
    recipe_lead: str
    known_of: str
    none: str
    state: str
    as_of: str
    as_of_sources: str
    assumed: str
    stage: str
    depth: str
    undeclared: str
    reserved: str
    name: str
    id: str
    weight: str
    known: str
    groups: str
    treaty: str
    treaty_sources: str
    tier: str
    ranks: str
    scores: str
    ways: str
    way_line: str
    index: str
    digest: str
    group: str
    kind: str
    members: str
    source: str
    sources: str
    article: str
    heading: str
    part: str
    spread_head: str
    spread_told: str
    total: str
    total_told: str
    out: str
    note: str
    element: str
    asks: str
    absent: str
    partly: str
    counted: str
    short_line: str
    unknown: str
    where: str
    year: str
    share: str
    old: str
    new: str
    why: str
    better: str
    worse: str
    provision: str
    grade: str
    wording: str
    told: str
    rating: str
    decided: str
    seen: str
    meaning: str
    basis: str
    basis_assessed: str
    basis_reported: str
    law: str
    number: str
    force: str
    what_missing: str
    quote: str
    confidence: str
    core: str
    mark: str
    elements: str
    iso: str
    key: str
    articles_compared: str
    strict: str
    tier_note: str
    states_number: str
    from_rank: str
    to_rank: str
    chart_start: str
    chart_length: str
    chart_name: str
    named: str
    contents: str
    sheets: ComparedOfficeSheetsLabels
    about: ComparedOfficeAboutLabels


class TableLabels(Block[str]):
    earliest: str
    latest: str
    low: str
    high: str
    sort: str


class ExcelSheetsLabels(Block[str]):
    cover: str
    summary: str
    articles: str
    elements: str
    citations: str
    laws: str
    provisions: str
    recommendations: str
    unanswered: str
    suggestions: str
    reverse: str
    comments: str
    context: str
    ahead: str
    drafting: str
    criteria: str
    sources: str
    log: str
    method: str
    about: str
    comparison: str
    effect: str


class ExcelAboutLabels(Block[str]):
    cover: str
    summary: str
    articles: str
    elements: str
    citations: str
    laws: str
    provisions: str
    recommendations: str
    unanswered: str
    reverse: str
    comments: str
    context: str
    ahead: str
    drafting: str
    criteria: str
    sources: str
    log: str
    method: str


class ExcelColumnsLabels(Block[str]):
    act: str
    action: str
    about: str
    check: str
    undeclared: str
    met: str
    address: str
    analysis: str
    article: str
    articles: str
    asks: str
    at: str
    author: str
    block: str
    book: str
    by: str
    comments: str
    computed: str
    concern: str
    confidence: str
    core: str
    weight: str
    name: str
    reach: str
    counterpart: str
    counted: str
    counts: str
    counts_in: str
    date: str
    decided: str
    decides: str
    defined_in: str
    drafting: str
    due: str
    duty: str
    element: str
    elements: str
    evidence: str
    excerpt: str
    fate: str
    floor: str
    force: str
    further: str
    gap: str
    gazette: str
    grade: str
    guidance: str
    heading: str
    holds: str
    id: str
    in_force: str
    index: str
    key: str
    kind: str
    known: str
    law: str
    law_id: str
    laws: str
    leaves_open: str
    permissions: str
    level: str
    mark: str
    missing: str
    missed: str
    note: str
    number: str
    on: str
    others: str
    override: str
    owner: str
    paragraph: str
    part: str
    penalty: str
    pitfalls: str
    priority: str
    priority_note: str
    provision: str
    provisions: str
    quote: str
    quote_state: str
    quote_note: str
    rating: str
    rating_words: str
    reasons: str
    recommendations: str
    reference: str
    replied: str
    reply: str
    review: str
    review_line: str
    rights: str
    score: str
    short: str
    sources: str
    standing: str
    state: str
    status: str
    suggestion: str
    summary: str
    taken_out: str
    text: str
    title: str
    topic: str
    treatment: str
    unseen: str
    until: str
    end: str
    used: str
    why: str
    words: str


class ExcelNoneLabels(Block[str]):
    recommendations: str
    comments: str
    context: str
    laws: str
    provisions: str
    citations: str
    sources: str
    other: str


class ExcelCoverLabels(Block[str]):
    as_of: str
    assumptions: str
    instrument: str
    adopted: str
    entered: str
    status: str
    language: str
    assessed_by: str
    reviewed_by: str
    checklist: str
    checklist_text: str
    depth: str
    origin: str
    licence: str
    terms: str
    digest: str
    program: str
    edition: str
    contents: str


class ExcelSummaryNoneLabels(Block[str]):
    elements: str
    articles: str


class ExcelSummaryLabels(Block[object]):
    strip: str
    findings: str
    results: str
    to_check: str
    acts: str
    ahead: str
    index: str
    safeguards_index: str
    strongest: str
    urgent: str
    causes: str
    unanswered: str
    unanswered_text: str
    comments: str
    parts: str
    part: str
    total: str
    all: str
    known: str
    known_of: str
    weakest: str
    weakest_none: str
    chart_parts: str
    states: str
    safeguards: str
    state: str
    number: str
    of: str
    chart_states: str
    chart_safeguards: str
    scenarios: str
    article: str
    bills: str
    assumed: str
    not_assumed: str
    effects_elements: str
    effects_articles: str
    none: ExcelSummaryNoneLabels
    without: str
    with_bill: str
    element: str


class ExcelMethodLabels(Block[str]):
    legend: str
    mark: str
    meaning: str
    limits: str
    remarks: str
    recipe: str
    text: str
    sources: str
    confidence: str


class ExcelAheadLabels(Block[str]):
    reading: str
    law: str
    ending: str
    provision: str
    citation: str
    statement: str


class ExcelContextLabels(Block[str]):
    legal_system: str
    authorities: str
    practice: str
    treaties: str
    reservations: str
    acts: str
    undeclared: str


class ExcelLabels(Block[object]):
    day_format: str
    title: str
    reading: str
    page: str
    cut: str
    yes: str
    no: str
    rating: str
    axis: str
    party_act: str
    weigh: str
    entry: str
    rows: str
    sheets: ExcelSheetsLabels
    about: ExcelAboutLabels
    columns: ExcelColumnsLabels
    none: ExcelNoneLabels
    cover: ExcelCoverLabels
    summary: ExcelSummaryLabels
    method: ExcelMethodLabels
    ahead: ExcelAheadLabels
    context: ExcelContextLabels


class WordLintLabels(Block[str]):
    no_zip: str
    no_docx: str
    too_large: str
    part_damaged: str
    macros: str
    doctype: str
    outside: str
    half: str
    crossed: str
    other_file: str
    private: str


class WordLabels(Block[object]):
    lint: WordLintLabels
    kicker: str
    contents: str
    as_of_line: str
    cover_table: str
    state: str
    number: str
    cut_off: str
    assumptions: str
    stage: str
    record: str
    assessed_by: str
    reviewed_by: str
    nobody: str
    checklist: str
    checklist_digest: str
    digest: str
    program: str
    edition: str
    table: str
    figure: str
    none: str
    remarks: str
    remarks_lead: str
    sourced: str
    confidence_line: str
    findings: str
    reading: str
    strip: str
    strip_alt: str
    strip_note: str
    strongest: str
    strongest_none: str
    urgent: str
    urgent_line: str
    urgent_many: str
    count_ratings: str
    count_states: str
    of_articles: str
    of_plain: str
    of_elements: str
    of_total: str
    summary: str
    by_part: str
    part: str
    ratings: str
    weakest: str
    known: str
    known_of: str
    chart_parts: str
    chart_part: str
    chart_line: str
    chart_count: str
    index_note: str
    scenarios: str
    scenarios_table: str
    subject: str
    bills: str
    bill_worse: str
    bill_concerns: str
    bill_assumed: str
    bill_open: str
    bill_table: str
    without: str
    with_bill: str
    priorities: str
    priorities_table: str
    no: str
    action: str
    law: str
    priority: str
    scope: str
    instrument: str
    title: str
    adopted: str
    since: str
    status_line: str
    size: str
    size_line: str
    origin: str
    licence: str
    terms: str
    laws: str
    force: str
    from_day: str
    bill_day: str
    until_day: str
    permissions: str
    gazette_line: str
    text_behind: str
    provisions_line: str
    source: str
    who: str
    rule: str
    rule_more: str
    limits: str
    comment_heading: str
    comments_line: str
    comments_none: str
    legal: str
    legal_lead: str
    system: str
    treaties: str
    reservations: str
    authorities: str
    practice: str
    practice_note: str
    topic: str
    statement: str
    article_title: str
    core_article: str
    duty: str
    cited_table: str
    provision: str
    says: str
    penalty: str
    element_table: str
    element: str
    level: str
    grade: str
    missing: str
    evidence: str
    decides: str
    not_rated: str
    quoted: str
    element_note: str
    outside_line: str
    reasons_line: str
    analysis: str
    decided: str
    rating: str
    rating_alt: str
    counted_line: str
    index_line: str
    computed_line: str
    recommendation: str
    indicative: str
    results: str
    on_the_case: str
    acts: str
    acts_lead: str
    act: str
    done: str
    undeclared: str
    party_act: str
    reach_short: str
    check: str
    check_lead: str
    check_table: str
    find_out: str
    then: str
    check_line: str
    check_then: str
    ahead: str
    ahead_lead: str
    ahead_scenarios: str
    ahead_laws: str
    ahead_endings: str
    ahead_provisions: str
    ahead_citations: str
    ahead_statements: str
    advice_line: str
    reply_line: str
    axis_note: str
    axis_counts: str
    axis_table: str
    surplus: str
    surplus_lead: str
    surplus_table: str
    surplus_other: str
    neutral_table: str
    conduct: str
    counterpart: str
    concern: str
    suggestion: str
    treatment: str
    no_concern: str
    actions: str
    actions_table: str
    actions_lead: str
    gap: str
    elements_line: str
    owner: str
    due: str
    causes: str
    unanswered: str
    annex_a: str
    annex_b: str
    annex_c: str
    annex_d: str
    annex_g: str
    annex_log: str
    concordance: str
    paragraph: str
    reverse: str
    answers: str
    drafting_lead: str
    leaves_open: str
    pitfalls: str
    drafting: str
    options_line: str
    guidance: str
    quotations: str
    quotations_lead: str
    quotations_none: str
    quotation: str
    missing_note: str
    counting: str
    counts: str
    counts_not: str
    legend: str
    recipe: str
    recipe_lead: str
    sources: str
    key: str
    grade_source: str
    address: str
    holds: str


class Labels(Block[object]):
    language: str
    direction: str
    problems: ProblemsLabels
    doubts: DoubtsLabels
    comma: str
    semicolon: str
    from_to: str
    numerals: NumeralsLabels
    article: str
    article_short: str
    unit_words: UnitWordsLabels
    unknown_day: str
    by_day: str
    full_day: str
    range: str
    months: MonthsLabels
    months_also: MonthsAlsoLabels
    ratings: RatingsLabels
    states: StatesLabels
    states_also: StatesAlsoLabels
    options: OptionsLabels
    kinds: KindsLabels
    weights: WeightsLabels
    depths: DepthsLabels
    levels: LevelsLabels
    reasons: ReasonsLabels
    confidence: ConfidenceLabels
    law_kinds: LawKindsLabels
    law_kinds_also: LawKindsAlsoLabels
    standing: StandingLabels
    force: ForceLabels
    treatments: TreatmentsLabels
    answers_also: AnswersAlsoLabels
    actions: ActionsLabels
    actions_also: ActionsAlsoLabels
    priorities: PrioritiesLabels
    statuses: StatusesLabels
    stages: StagesLabels
    languages: LanguagesLabels
    quote_states: QuoteStatesLabels
    quotes: QuotesLabels
    comparison: ComparisonLabels
    sentences: SentencesLabels
    results: ResultsLabels
    method: list[MethodItem]
    recipe: RecipeLabels
    summary: SummaryLabels
    structure: StructureLabels
    law: LawLabels
    mending: MendingLabels
    classifying: ClassifyingLabels
    cli: CliLabels
    review: ReviewLabels
    new: NewLabels
    questions: QuestionsLabels
    sources: SourcesLabels
    statements: StatementsLabels
    followup: FollowupLabels
    agree: AgreeLabels
    migrate: MigrateLabels
    pack: PackLabels
    suggest: SuggestLabels
    workbook: WorkbookLabels
    compare: CompareLabels
    compared: ComparedLabels
    compared_office: ComparedOfficeLabels
    table: TableLabels
    excel: ExcelLabels
    word: WordLabels
