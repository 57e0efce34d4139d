/** One organisation for whom talks are recorded. `house` is the installation itself and is never listed. */
export interface OrganisationRow {
  id: string;
  organisation_id: string;
  kind: 'house' | 'unassigned' | 'demo' | 'organisation';
  name: string;
  created_at: number;
  /** What it is to the law: gemeente, overheid_anders, organisatie. Null: not told yet. */
  sector: string | null;
  /** 1: what is due is destroyed every night. */
  nightly: number | null;
}

/** A number, address or trunk by which calls are assigned. */
export interface LineRow {
  id: string;
  organisation_id: string;
  line_key: string;
  created_at: number;
  /** Which department's calls come in here; null: nobody's in particular. */
  department_id: string | null;
}

/** A version of an organisation's own rules: public text. */
export interface OwnRulesRow {
  id: string;
  organisation_id: string;
  /** Short name for addresses; one for each organisation. */
  rules_key: string;
  /** YYYY-MM-DD. */
  valid_from: string;
  /** JSON as `withOwnRules` reads it. */
  content: string;
  adopted_at: number;
}

/** A question that somebody asked the office. */
export interface QuestionRow {
  id: string;
  organisation_id: string;
  /** SHA-256 of what the asker finds the answer by, hex. */
  secret_sha256: string;
  state: 'open' | 'answered' | 'closed';
  asked_at: number;
  /** The asker's own words, under the organisation's key. */
  sealed: Uint8Array;
  /** The question as the office made it public; null where it did not. */
  published_question: string | null;
  /** The answer, or why it was closed. */
  answer: string | null;
  /** Id of the question whose answer serves here too. */
  refers_to: string | null;
  done_at: number | null;
}

/** How an organisation's letters look; its id is the organisation's. */
export interface LetterheadRow {
  id: string;
  organisation_id: string;
  /** JSON list of lines. */
  address: string;
  colour: string | null;
  tone: string;
  logo: Uint8Array | null;
  logo_type: string | null;
  logo_width: number | null;
  logo_height: number | null;
  set_at: number;
}

/** What an organisation is, the lines by which calls are assigned to it, its own rules, the questions to it, and its letterhead. */
export interface OrganisationTables {
  organisation: OrganisationRow;
  line: LineRow;
  own_rules: OwnRulesRow;
  question: QuestionRow;
  letterhead: LetterheadRow;
}
