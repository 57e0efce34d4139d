// Generated from packages/rules/regels by scripts/gen.ts. Change the sheets, then run npm run gen.

/** The values of each dimension; the first one counts when nothing is said. */
export const dimensionValues = {
  "opnemer": ["inwoner", "werknemer_prive", "ambtenaar", "organisatie", "aanbieder"],
  "wederpartij": ["gemeente", "overheid_anders", "organisatie", "particulier", "werkgever"],
  "betrokkene": ["wederpartij", "personeel"],
  "deelname": ["deelnemer", "namens_deelnemer", "via_eigen_lijn", "niet"],
  "plaats": ["kantoor", "thuis", "publiek", "telefoon", "online"],
  "drager": ["geluid", "beeld"],
  "apparaat": ["openlijk", "verborgen"],
  "opstelling": ["hand", "aangebracht"],
  "gezag": ["ander", "gebruiker_ruimte"],
  "gemeld": ["alle", "eigen_kant", "niemand"],
  "patroon": ["incidenteel", "structureel"],
  "doel": ["terugluisteren", "bewijs", "afspraken", "training", "kwaliteit", "klacht", "wettelijke_plicht", "verslag", "controle_personeel", "publicatie", "verkoop"],
  "doel_nieuw": ["geen", "terugluisteren", "bewijs", "afspraken", "training", "kwaliteit", "klacht", "wettelijke_plicht", "verslag", "controle_personeel", "publicatie", "verkoop"],
  "grondslag": ["nvt", "geen", "toestemming", "overeenkomst", "wettelijke_plicht", "publieke_taak", "gerechtvaardigd_belang"],
  "weging": ["onbeoordeeld", "positief", "negatief"],
  "uitzondering": ["onbeoordeeld", "aanwezig", "afwezig"],
  "gebruik": ["eigen", "huiselijk", "adviseur", "procedure", "toezichthouder", "aangifte", "derden", "openbaar", "dwang"],
  "instemming": ["niet_gevraagd", "alle", "deels", "geweigerd", "ingetrokken"],
  "verkrijging": ["rechtmatig", "onrechtmatig"],
  "algemeen_belang": ["nee", "groot"],
  "kanaal": ["persoonlijk", "online_met_authenticatie", "online_zonder_authenticatie"],
  "inhoud": ["gewoon", "bijzonder", "strafrechtelijk", "betaal"],
  "kwetsbaar": ["nee", "kind_0_11", "kind_12_15", "vertegenwoordigd"],
  "derden": ["geen", "akkoord", "niet_akkoord", "besproken"],
  "soort": ["gewoon", "mediation", "verhoor", "medisch", "bestuurlijk", "klokkenluider", "verkoop_uitgaand", "beleggingsorder", "uitvaart", "wachtstand", "prive_medewerker"],
  "or": ["nvt", "instemming", "niet_gevraagd", "geweigerd", "geen_or_voorgelicht", "geen_or_niet_voorgelicht"],
  "camera_thuis": ["geen", "gemeld", "niet_gemeld"],
  "bewerking": ["geen", "meegedeeld_instemming", "meegedeeld", "stil"],
  "weigering": ["zwaarwegend_volledig", "zwaarwegend_zonder_uitleg", "zwaarwegend_zonder_alternatief", "zonder_reden"],
  "bewaartermijn": ["bepaald", "niet_bepaald", "verstreken"],
  "contract": ["nvt", "gesloten", "niet_gesloten"],
  "hold": ["geen", "klacht", "woo", "procedure"],
  "beschikbaar": ["ja", "verwijderd"],
  "rechter": ["civiel", "bestuur", "straf", "familie"],
  "ai": ["geen", "transcriptie", "emotie", "stemherkenning"],
  "website_info": ["ja", "nee"],
  "beltoestemming": ["nvt", "ja", "nee"],
} as const;

/** Something we ask about a situation. */
export type Dimension = keyof typeof dimensionValues;

/** All facts of a situation. */
export type Situation = { readonly [Key in Dimension]: (typeof dimensionValues)[Key][number] };

/** A question people ask. */
export type QuestionCode = "opnemen" | "weigeren" | "verstrekken" | "bewerken" | "inzage" | "bewaren" | "hergebruik" | "bewijs" | "inrichting" | "overtreding";

/** A verdict, from mild to strict. */
export type VerdictCode = "GEEN_PLICHT" | "TOEGESTAAN" | "TOEGESTAAN_MITS" | "NIET_MOGELIJK" | "PLICHT_SPELREGEL" | "PLICHT" | "ONBEHOORLIJK" | "WEGING" | "VERBODEN" | "STRAFBAAR";

/** A norm level. */
export type LevelCode = "strafwet" | "wet" | "verordening" | "rechtspraak" | "beleidsregel" | "behoorlijkheid" | "huisregel" | "sectornorm" | "advies";

/** A duty. */
export type DutyCode = "ALLEEN-EIGEN-GEBRUIK" | "ALLEEN-NODIGE-DEEL" | "ALTERNATIEF-BIEDEN" | "ALTERNATIEVEN-EERST" | "ANDERE-LOCATIE" | "AUTHENTICATIE" | "BELANGENAFWEGING-PUBLICATIE" | "BEVEILIGEN-32" | "BEWAARTERMIJN-BEPALEN" | "BEWAREN-5-JAAR" | "BEWAREN-HOLD" | "BEWERKING-INSTEMMING" | "BEWERKING-MEEDELEN" | "BEWIJS-TOESTEMMING" | "BEZWAAR-21" | "BIJZONDERE-OMSTANDIGHEID-ONDERBOUWEN" | "CAMERA-MELDEN" | "DERDE-AKKOORD" | "DOEL-CONCREET" | "DPIA-35" | "ESCALEER-PO-FG" | "GEEN-BEELD" | "GEEN-EMOTIE-AI" | "GEEN-PRIVEGESPREK" | "GEEN-PUBLICATIE" | "GEHEIMHOUDING-ADVISEUR" | "GRONDSLAG-VASTLEGGEN" | "IDENTITEIT-VASTSTELLEN" | "INFORMEREN" | "INFORMEREN-13-3" | "INSTEMMING-MELDER" | "JURIST-BESLIST" | "KENNELIJK-MISBRUIK-TOETS" | "KIND-MAG-ZELF" | "KOPIE-EN-TRANSCRIPT" | "KOPIE-OP-VERZOEK" | "LIA" | "MASKEREN-DERDEN" | "MEEDELEN-NIET-MEER-VERWERKT" | "MELD-VOORAF" | "MENS-CONTROLEERT" | "NIEUW-DOEL-AANKONDIGEN" | "NOODZAAK-TOETS" | "OPNAME-STOPPEN" | "OPNEMEN" | "OR-BESPREKEN" | "OR-INSTEMMING" | "ORIGINEEL-BEWAREN" | "PAUZE-PCI" | "PERSONEEL-VOORLICHTEN" | "REGISTER-30" | "SELECTIELIJST" | "STOP-WACHTSTAND" | "TELEMARKETING-TOESTEMMING" | "TERMIJN-1-MAAND" | "TERMIJN-4-WEKEN" | "TOESTEMMING-ALLEN" | "TOESTEMMING-INTREKBAAR" | "UITLEG-WEIGERING" | "UITZONDERING-ART10" | "UITZONDERING-ART9" | "VERENIGBAARHEIDSTOETS" | "VERKLARING-VERNIETIGING" | "VERNIETIGEN-GEEN-CONTRACT" | "VERNIETIGEN-NA-TERMIJN" | "VERNIETIGEN-NU" | "VERTEGENWOORDIGER" | "VERTEGENWOORDIGER-VRAAGT" | "VERTEL-AI" | "VRIJE-KEUZE-TOETS" | "WEBSITE-INFO" | "ZIENSWIJZE-DERDEN";
