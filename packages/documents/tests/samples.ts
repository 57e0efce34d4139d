/** Every template filled in, in both languages. Roles instead of people. */
import {
  absentNotice,
  agreement,
  breachReport,
  consentForm,
  consentWithdrawn,
  copyReceipt,
  type Document,
  destructionCertificate,
  editNotice,
  factsheet,
  informationPage,
  invitation,
  type Language,
  type Letterhead,
  mandate,
  placeSheet,
  planPaper,
  refusal,
  request,
  rightsDecision,
  rightsExtension,
  sign,
  signSheet,
  writtenAccount,
} from '@woordelijk/documents';

const AT = Date.UTC(2026, 10, 20, 13, 3);
const DAY = 86_400_000;
const talk = { at: AT, subject: 'uw aanvraag voor hulp bij het huishouden', place: 'Stadskantoor, spreekkamer 3' };
const contact = { name: 'Klachtencoördinator', reach: 'klacht@gemeente.example' };

/** A red square of one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

export const letterhead: Letterhead = {
  name: 'Gemeente Voorbeeldstad',
  address: ['Postbus 1', '1000 AA Voorbeeldstad'],
  logo: { type: 'png', bytes: new Uint8Array(PNG), width: 60, height: 60 },
  colour: '0b5a75',
};

/** By name of the template. */
export function samples(language: Language): Readonly<Record<string, Document>> {
  const refused = {
    talk,
    to: 'inwoner',
    explanation: 'In dit gesprek komen ook andere mensen voor.\nZij kunnen zelf niet zeggen of zij dat goed vinden.',
    conversation: 'U wilt vooral weten wat er is afgesproken.',
    decidedBy: { name: 'Medewerker Wmo', role: 'klantmanager' },
    decidedAt: AT - DAY,
    complaint: contact,
    authority: true,
  };
  const incident = {
    id: '01',
    organisation: letterhead.name,
    contacts: [contact],
    kind: 'breach',
    words: 'Een map met kopieën van opnamen stond open voor alle medewerkers.',
    found: 'Bij een steekproef.',
    beganAt: AT - 2 * DAY,
    endedAt: null,
    awareAt: AT,
    dueAt: AT + 3 * DAY,
    natures: ['confidentiality'],
    talks: 12,
    assessment: null,
    told: [],
  } as const;
  const asked = { to: 'Inwoner', asked: 'inzage in uw opnamen', receivedAt: AT - 20 * DAY };
  const decided = {
    request: asked,
    reasons: 'U hoort uzelf en onze medewerker. Uw buurvrouw hoort u niet.',
    talks: [{ at: AT - 60 * DAY, done: 'u krijgt de opname' }],
    uses: [{ purpose: 'afspraken vastleggen', until: 'tot 20 november 2027' }],
    decidedBy: { name: 'Privacyofficier', role: 'Gemeente Voorbeeldstad' },
    decidedAt: AT,
    remedy: 'bezwaar' as const,
    remedyUntil: '2027-01-04',
    contact,
  };
  return {
    breachReport: breachReport(
      {
        ...incident,
        assessment: {
          risk: 'high',
          why: 'Er stonden gesprekken over gezondheid bij.',
          people: { least: 10, most: 12 },
          data: ['voice', 'special'],
          consequences: 'Collega’s kunnen weten wat niet voor hen was.',
          measures: 'De map is dicht.',
          tellPeople: true,
          tellWhy: 'Het risico is hoog.',
          by: 'Privacy officer',
          at: AT,
        },
        told: [{ who: 'authority', at: AT + 4 * DAY, words: 'Meldnummer 12.', lateWhy: 'Het logboek moest eerst.' }],
      },
      language,
    ),
    breachReportOpen: breachReport({ ...incident, kind: 'rule', natures: [], dueAt: null }, language),
    rightsGranted: rightsDecision({ ...decided, outcome: 'granted' }, language),
    rightsPartly: rightsDecision(
      {
        ...decided,
        outcome: 'partly',
        ground: { words: 'Anderen op de opname hebben ook rechten.', source: 'AVG 15 lid 4' },
      },
      language,
    ),
    rightsRefused: rightsDecision(
      {
        ...decided,
        request: { ...asked, onBehalfOf: 'Kind' },
        outcome: 'refused',
        talks: [],
        uses: [],
        ground: { words: 'Het verzoek is kennelijk buitensporig.', source: 'AVG 12 lid 5' },
        evidence: 'Veertien gelijke verzoeken in twee weken.',
        remedy: 'court',
      },
      language,
    ),
    rightsGone: rightsDecision({ ...decided, outcome: 'gone', talks: [], uses: [] }, language),
    absent: absentNotice(
      {
        to: 'Buurvrouw',
        organisation: 'Gemeente Voorbeeldstad',
        talkAt: AT - 10 * DAY,
        about: 'Uw gezondheid en hulp in huis.',
        uses: [{ purpose: 'afspraken vastleggen', basis: 'taak van algemeen belang', until: 'tot 20 november 2027' }],
        recipients: ['Hostingbedrijf'],
        contact,
        dpo: { name: 'Functionaris gegevensbescherming', reach: 'fg@gemeente.example' },
      },
      language,
    ),
    destruction: destructionCertificate(
      {
        organisation: 'Gemeente Voorbeeldstad',
        talk: '019aa688-976a-71d2-9b8b-f65bc1d66aab',
        startedAt: AT - 400 * DAY,
        ground: 'term',
        words: 'afspraken vastleggen: 1 jaar na het gesprek',
        decidedBy: 'De archivaris',
        decidedAt: AT - DAY,
        destroyedAt: AT,
        root: 'ab'.repeat(32),
        bytes: 1234,
        files: 1,
        copies: [AT - 300 * DAY],
      },
      language,
    ),
    plan: planPaper(
      {
        organisation: 'Gemeente Voorbeeldstad',
        name: 'Gesprekken aan de balie',
        live: { number: 2, since: AT - DAY },
        purposes: [
          {
            words: 'afspraken vastleggen',
            bases: 'taak van algemeen belang',
            necessity: 'Anders weet niemand het meer.',
            alternatives: 'Een verslag is te kort.',
            keep: '1 jaar',
          },
        ],
        assessments: [
          {
            kind: 'necessity',
            purpose: 'afspraken vastleggen',
            answers: [{ question: 'Kan het anders?', answer: 'Nee.' }],
            positive: true,
            by: 'Privacyofficier',
            on: '2026-11-01',
          },
        ],
        impact: {
          done: true,
          signs: ['op grote schaal'],
          outcome: 'Klein risico.',
          document: 'Map 3.',
          by: 'Privacyofficier',
          on: '2026-11-02',
        },
        advice: { agreed: true, advice: 'Het kan zo.', by: 'FG' },
        council: { document: 'Brief van de OR', scope: 'Doel en termijn', on: '2026-11-03' },
        texts: [{ name: 'Meldtekst', text: 'Wij nemen dit gesprek op.' }],
        register: [['Contact', 'Privacyofficier']],
      },
      language,
    ),
    planDraft: planPaper(
      {
        ...{ organisation: 'Bedrijf', name: 'Concept', live: null, purposes: [], assessments: [], impact: null },
        ...{ advice: null, council: null, texts: [], register: null },
      },
      language,
    ),
    absentLeast: absentNotice(
      { to: 'de buurman', organisation: 'Bedrijf', talkAt: AT, about: 'Geldzaken.', uses: [], recipients: [], contact },
      language,
    ),
    rightsExtension: rightsExtension(
      { request: asked, why: 'Het gaat om veel opnamen.', dueOn: '2027-01-20', contact },
      language,
    ),
    request: request(
      {
        talk,
        by: 'Inwoner',
        onBehalfOf: 'Moeder van inwoner',
        records: 'resident',
        alsoPresent: ['Begeleider'],
        reason: 'Ik wil het thuis terugluisteren.',
        registeredAt: AT - DAY,
      },
      language,
    ),
    refusalCompanion: refusal({ ...refused, alternative: { kind: 'companion', who: 'uw begeleider' } }, language),
    refusalListening: refusal(
      { ...refused, authority: false, alternative: { kind: 'organisation-records', listenAt: 'maandag aan de balie' } },
      language,
    ),
    refusalWritten: refusal({ ...refused, alternative: { kind: 'written-account', readyBy: AT + 7 * DAY } }, language),
    agreement: agreement(
      {
        talk,
        records: 'Inwoner en gemeente',
        rules: ['Zeg het erbij als u in de opname knipt of plakt.', 'Geef de ander een kopie als die dat wil.'],
        confirmed: [
          { name: 'Inwoner', role: 'inwoner', at: AT, how: 'own-device' },
          { name: 'Medewerker Wmo', role: 'klantmanager', at: AT, how: 'official-screen' },
        ],
        toSign: ['inwoner', 'klantmanager'],
        fingerprint: 'ab'.repeat(32),
        rulesVersion: '2026.11.1',
      },
      language,
    ),
    writtenDraft: writtenAccount(
      {
        talk,
        present: ['Inwoner', 'Medewerker Wmo'],
        account: 'Wij spraken over de hulp in huis.\n\nDe inwoner vertelde wat niet meer lukt.',
        writtenBy: 'Medewerker Wmo',
        remarks: [],
        remarksUntil: AT + 14 * DAY,
      },
      language,
    ),
    writtenFinal: writtenAccount(
      {
        talk,
        present: ['Inwoner', 'Medewerker Wmo'],
        account: 'Wij spraken over de hulp in huis.',
        writtenBy: 'Medewerker Wmo',
        remarks: [{ by: 'Inwoner', at: AT + DAY, text: 'Ik heb ook iets gezegd over de tuin.' }],
        finalAt: AT + 15 * DAY,
      },
      language,
    ),
    copyGiven: copyReceipt(
      {
        talk,
        way: 'given',
        from: 'Gemeente Voorbeeldstad',
        to: 'Inwoner',
        at: AT,
        how: 'op een usb-stick',
        durationMs: 843_000,
        files: [{ name: 'gesprek.mp3', bytes: 3_371_520, sha256: '0f'.repeat(32) }],
      },
      language,
    ),
    copyReceived: copyReceipt(
      {
        talk,
        way: 'received',
        from: 'Inwoner',
        to: 'Gemeente Voorbeeldstad',
        at: AT,
        how: 'via de eigen link',
        files: [{ name: 'opname.m4a', bytes: 1, sha256: '0f'.repeat(32) }],
      },
      language,
    ),
    editNotice: editNotice(
      {
        talk,
        by: 'Medewerker Wmo',
        at: AT,
        changes: [
          { fromMs: 61_000, toMs: 64_200, what: 'tone', why: 'Naam van iemand anders.' },
          { fromMs: 3_723_400, toMs: 3_723_500, what: 'cut', why: 'Rekeningnummer.' },
        ],
        why: 'Een kopie voor wie om inzage vroeg.',
        made: true,
        fingerprints: { original: 'a'.repeat(64), copy: 'b'.repeat(64) },
        contact,
        told: ['Inwoner'],
        agreed: [],
      },
      language,
    ),
    consentForm: consentForm(
      {
        talk,
        person: 'Medewerker Wmo',
        use: 'nieuwe collega’s te leren hoe zo’n gesprek gaat',
        audience: 'vijf nieuwe collega’s',
        until: AT + 90 * DAY,
        contact,
        employee: true,
      },
      language,
    ),
    consentWithdrawn: consentWithdrawn(
      {
        talk,
        person: 'Inwoner',
        use: 'plaatsing op de website',
        at: AT,
        outOfReach: ['De omroep, 12 november'],
        contact,
      },
      language,
    ),
    invitation: invitation({ link: 'https://opname.gemeente.example/p/x', codeBy: 'per sms', contact }, language),
    mandate: mandate(
      { talk, giver: 'Inwoner', holder: 'Begeleider', may: ['het gesprek op te nemen', 'een kopie te vragen'] },
      language,
    ),
    signSheet: signSheet(
      {
        organisation: 'Gemeente Oost',
        place: 'Hal van het stadskantoor',
        since: '2026-11-22',
        words: 'Bij de balie maken wij opnamen van gesprekken.',
        contact,
      },
      language,
    ),
    informationPage: informationPage(
      {
        organisation: 'Gemeente Oost',
        plans: [
          {
            name: 'Gesprekken aan de telefoon',
            text: 'Wij nemen gesprekken op\nWij bellen u soms. Wij nemen dat gesprek dan op.\n- om te kunnen bewijzen wat er is gezegd: een jaar na het gesprek',
            uses: [{ goal: 'klachten behandelen', by: 'FG', on: '2026-11-01' }],
            version: 2,
            since: AT,
          },
        ],
        contacts: [{ ...contact, duty: 'privacy officer' }],
      },
      language,
    ),
    factsheet: factsheet(
      {
        organisation: 'Gemeente Oost',
        summary: 'Welke regels er gelden en wanneer opnemen kan.',
        own: {
          decidedBy: 'het college',
          decidedOn: '2026-01-01',
          publishedAt: 'Gemeenteblad 2026, 1',
          from: '2026-02-01',
          disclaimer: 'Dit zijn de regels van de gemeente.',
        },
        parts: [
          {
            question: 'Mag ik als inwoner een gesprek opnemen?',
            answer: 'Ja.',
            rules: [
              { says: 'Zeg vooraf dat u opneemt.', own: true, level: 'huisregel', sources: ['spelregel 2'] },
              { says: 'Wie zelf meedoet, mag opnemen.', own: false, level: 'strafwet', sources: ['Sr 139a'] },
            ],
            notApplied: ['“Opnemen mag nooit.” De wet laat het toe.'],
          },
        ],
        certainty: 'De landelijke regels gelden overal.',
        contacts: [{ ...contact, duty: 'privacy officer' }],
        on: '2026-11-20',
        rulesVersion: '1',
        reviewed: false,
      },
      language,
    ),
    placeSheet: placeSheet(
      {
        organisation: 'Gemeente Oost',
        place: 'Hal van het stadskantoor',
        signs: [
          {
            since: '2026-03-01',
            until: '2026-11-20',
            words: 'Bij de balie maken wij opnamen van gesprekken.',
            pictures: [{ sha256: 'a'.repeat(64), gone: true }],
          },
        ],
        seen: [
          { day: '2026-11-22', what: 'missing', by: 'visitor', words: 'De deur werd geverfd.', pictures: [] },
          {
            day: '2026-11-23',
            what: 'unreadable',
            by: 'staff',
            words: '',
            pictures: [{ sha256: 'b'.repeat(64), gone: false }],
          },
        ],
        at: AT,
      },
      language,
    ),
    sign: sign(
      {
        organisation: 'Gemeente Voorbeeldstad',
        purposes: ['om na te gaan wat is afgesproken'],
        kept: 'zes weken',
        otherWay: 'Vraag aan de balie om een gesprek zonder opname.',
        moreAt: 'gemeente.example/opnemen',
      },
      language,
    ),
  };
}
