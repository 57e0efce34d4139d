/** Title and next step of the problems at the table; problems.ts takes them up. */

export const tableProblems = {
  'secret-refused': {
    nl: ['Deze link werkt niet meer', 'De link is gebruikt of ouder dan een uur. Vraag de medewerker om een nieuwe.'],
    en: ['This link no longer works', 'It was used, or is older than an hour. Ask the official for a new one.'],
  },
  'visit-needed': {
    nl: ['Uw bezoek is voorbij', 'Open uw link nog eens en vraag een nieuwe code.'],
    en: ['Your visit is over', 'Open your link once more and ask for a new code.'],
  },
  'entry-refused': {
    nl: [
      'De link of de code klopt niet',
      'Een code geldt 10 minuten en u kunt hem vijf keer proberen. Vraag een nieuwe code. Lukt het dan niet? Vraag om een nieuwe link.',
    ],
    en: [
      'The link or the code is not right',
      'A code works for 10 minutes and can be tried five times. Ask for a new code. Does that not work? Ask for a new link.',
    ],
  },
  'personal-link-not-found': {
    nl: ['Deze link is er niet meer', 'De link is ingetrokken. Maak een nieuwe.'],
    en: ['This link is gone', 'It was revoked. Make a new one.'],
  },
  'ticket-refused': {
    nl: ['Deze download werkt niet meer', 'Ga terug naar uw pagina en druk nog eens op de knop.'],
    en: ['This download no longer works', 'Go back to your page and press the button once more.'],
  },
  'sms-not-set': {
    nl: [
      'Sms is hier niet ingesteld',
      'Kies dat een medewerker de code voorleest, of vraag de beheerder (sms-webhook).',
    ],
    en: [
      'Text messages are not set up here',
      'Let the staff read out the code, or ask the administrator (sms-webhook).',
    ],
  },
  'mail-not-set': {
    nl: ['E-mail is hier niet ingesteld', 'Kies een andere weg, of vraag de beheerder (smtp).'],
    en: ['Mail is not set up here', 'Choose another way, or ask the administrator (smtp).'],
  },
  'mail-same-way': {
    nl: [
      'Link en code gaan langs dezelfde weg',
      'Wie de mail leest, had dan allebei. Kies voor de code sms of een medewerker, of geef de link anders.',
    ],
    en: [
      'Link and code go the same way',
      'Who reads the mail would have both. Choose a text message or the staff for the code, or give the link another way.',
    ],
  },
  'mail-not-found': {
    nl: ['Deze e-mail is er niet', 'Laad het gesprek opnieuw.'],
    en: ['This mail is not there', 'Load the talk again.'],
  },
  'mail-not-failed': {
    nl: ['Deze e-mail is niet mislukt', 'Alleen wat niet aankwam, kunt u opnieuw sturen.'],
    en: ['This mail did not fail', 'Only what could not be delivered can be sent again.'],
  },
  'letterhead-malformed': {
    nl: [
      'Dit briefhoofd kan niet',
      'Geef hoogstens zes regels adres, een kleur van zes tekens, en een logo als PNG of JPEG van hoogstens 40 kB.',
    ],
    en: [
      'This letterhead cannot be',
      'Give at most six lines of address, a colour of six digits, and a logo as PNG or JPEG of at most 40 kB.',
    ],
  },
  'mail-malformed': {
    nl: ['Dit is geen e-mailadres', 'Vul één adres in, zoals naam@voorbeeld.example.'],
    en: ['This is no address of mail', 'Give one address, such as name@example.example.'],
  },
  'consent-question-not-found': {
    nl: ['Deze vraag is er niet', 'Laad de pagina opnieuw.'],
    en: ['This question is not there', 'Reload the page.'],
  },
  'consent-not-given': {
    nl: ['Er is geen toestemming om in te trekken', 'Laad de pagina opnieuw om te zien wat er nu geldt.'],
    en: ['There is no consent to withdraw', 'Reload the page to see how it stands.'],
  },
  'no-consent': {
    nl: [
      'Dit is geen toestemming',
      'Zwijgen, een bordje, algemene voorwaarden of een los woord is geen ja. Laat iemand een formulier tekenen en zeg waar dat ligt, of laat iemand antwoorden op de eigen pagina.',
    ],
    en: [
      'This is no consent',
      'Silence, a sign, general terms or a passing word is no yes. Have a form signed and say where it is kept, or let people answer on their own page.',
    ],
  },
  'representative-missing': {
    nl: [
      'Voor deze persoon beslist een ander',
      'De wettelijk vertegenwoordiger zegt ja of nee. Schrijf op wie dat is, of laat die antwoorden op de eigen pagina. Nee zeggen kan altijd.',
    ],
    en: [
      'Somebody else decides for this person',
      'The legal representative says yes or no. Name who that is, or let them answer on their own page. Saying no is always possible.',
    ],
  },
  'rights-request-not-found': {
    nl: ['Dit verzoek is er niet', 'Laad de lijst opnieuw.'],
    en: ['This request is not there', 'Load the list again.'],
  },
  'rights-request-step': {
    nl: [
      'Deze stap kan nu niet',
      'Iemand anders was eerder, of de stap hiervoor is nog niet gedaan. Laad het verzoek opnieuw.',
    ],
    en: [
      'This step cannot be done now',
      'Somebody else was first, or the step before is not done yet. Load the request again.',
    ],
  },
  'decision-not-fitting': {
    nl: [
      'Deze beslissing klopt nog niet',
      'Bij afwijzen hoort een grond uit de wet, en bij misbruik waaruit dat blijkt. Zeg van elk gevonden gesprek wat ermee gebeurt. Een kopie waarin anderen onhoorbaar zijn, maakt u eerst.',
    ],
    en: [
      'This decision does not fit yet',
      'A refusal has a ground of the law, as abuse also what shows it. Say of each talk that was found what is done with it. A copy in which others are masked is made first.',
    ],
  },
  'restriction-not-found': {
    nl: ['Dit gesprek is niet afgeschermd', 'Laad de pagina opnieuw.'],
    en: ['This talk is not shut', 'Reload the page.'],
  },
  'talk-restricted': {
    nl: [
      'Dit gesprek is afgeschermd',
      'Iemand op de opname vroeg daarom. Luisteren kan alleen voor een verzoek, een klacht, toezicht of als bewijs: kies dat doel.',
    ],
    en: [
      'This talk is shut',
      'Somebody on the recording asked for that. It is heard for a request, a complaint, oversight or as evidence only: choose that purpose.',
    ],
  },
  'extension-not-possible': {
    nl: [
      'De termijn kan niet langer',
      'Dat kan één keer, en alleen binnen de eerste maand. Antwoord zo snel u kunt en leg uit waarom het laat is.',
    ],
    en: [
      'The term cannot be extended',
      'That is possible once, and within the first month only. Answer as soon as you can and say why it is late.',
    ],
  },
  'listening-only': {
    nl: ['Met deze link kunt u alleen luisteren', 'Wilt u een kopie? Vraag die op deze pagina. Daar hebt u recht op.'],
    en: ['By this link you can only listen', 'Do you want a copy? Ask for it on this page. It is your right.'],
  },
  'proof-malformed': {
    nl: [
      'Dit nummer kan niet kloppen',
      'Vul het hele nummer in: een BSN heeft negen cijfers, een KvK-nummer acht. Een code kan dan alleen aan de balie.',
    ],
    en: [
      'This number cannot be right',
      'Fill in the whole number: a BSN has nine digits, a KvK number eight. A code can then be had at the desk only.',
    ],
  },
  'broker-unreachable': {
    nl: ['Inloggen kan nu niet', 'De inlogdienst antwoordt niet. Probeer het later, of vraag een code aan de balie.'],
    en: [
      'Logging in is not possible now',
      'The login service does not answer. Try later, or ask for a code at the desk.',
    ],
  },
  'edit-malformed': {
    nl: [
      'Deze stukken kunnen zo niet',
      'Kies minstens één stuk binnen de opname. Stukken vallen niet over elkaar. Wat u eruit knipt, gaat uit alle sporen.',
    ],
    en: [
      'These stretches cannot be used like this',
      'Choose at least one stretch within the recording, none over another. What is cut out is cut out of all tracks.',
    ],
  },
  'edit-not-found': {
    nl: ['Deze bewerking is er niet', 'Laad het gesprek opnieuw.'],
    en: ['This edit is not there', 'Load the talk again.'],
  },
  'edit-not-made': {
    nl: ['Deze bewerkte kopie is er niet', 'Zij is nog niet gemaakt, of ingetrokken. Laad de pagina opnieuw.'],
    en: ['This edited copy is not there', 'It is not made yet, or was withdrawn. Load the page again.'],
  },
  'edit-made': {
    nl: ['Deze kopie is al gemaakt', 'Laad het gesprek opnieuw om haar te zien.'],
    en: ['This copy was made already', 'Load the talk again to see it.'],
  },
  'edit-withdrawn': {
    nl: ['Deze bewerking is ingetrokken', 'Leg een nieuwe bewerking vast als u er weer een nodig hebt.'],
    en: ['This edit was withdrawn', 'Declare a new edit if you need one again.'],
  },
  'edits-too-many': {
    nl: ['Dit gesprek heeft te veel bewerkingen', 'Een gesprek heeft er hoogstens 50.'],
    en: ['This talk has too many edits', 'A talk has at most 50.'],
  },
  'share-malformed': {
    nl: [
      'Zo kan het niet worden gedeeld',
      'Een link heeft een weg voor de code nodig en een einddatum binnen 90 dagen. Een deel eindigt later dan het begint. Voor een ander gebruik vraagt u opnieuw toestemming.',
    ],
    en: [
      'It cannot be shared like this',
      'A link needs a way for its code and an end within 90 days. A part ends after it begins. For another use, ask for consent anew.',
    ],
  },
  'share-not-found': {
    nl: ['Dit wordt niet meer gedeeld', 'Het is gesloten, of de termijn is voorbij. Vraag het aan de organisatie.'],
    en: ['This is no longer shared', 'It was closed, or its term is over. Ask the organisation.'],
  },
  'publication-gone': {
    nl: ['Deze opname staat hier niet meer', 'Iemand trok de toestemming in, of de termijn is voorbij.'],
    en: ['This recording is no longer here', 'Somebody withdrew consent, or its term is over.'],
  },
  'share-closed': {
    nl: ['Dit was al gesloten', 'Niemand komt er meer mee binnen. Laad de pagina opnieuw.'],
    en: ['This was closed already', 'Nobody comes in by it any more. Reload the page.'],
  },
  'weighing-not-found': {
    nl: ['Deze afweging is er niet', 'Laat eerst een jurist wegen en vastleggen. Laad daarna de pagina opnieuw.'],
    en: ['This weighing is not there', 'Have a jurist weigh it first. Then reload the page.'],
  },
  'download-not-allowed': {
    nl: ['Downloaden kan hier niet', 'U kunt hier luisteren. Hebt u een kopie nodig? Vraag het aan de organisatie.'],
    en: ['Downloading is not possible here', 'You can listen here. Do you need a copy? Ask the organisation.'],
  },
  'number-malformed': {
    nl: ['Dit nummer klopt niet', 'Vul een telefoonnummer in met het landnummer ervoor, zoals +31 6.'],
    en: ['This number is not right', 'Give a telephone number with its country, such as +31 6.'],
  },
  'hold-not-found': {
    nl: ['Deze opschorting is er niet meer', 'Zij is opgeheven. Laad de lijst opnieuw.'],
    en: ['This hold is gone', 'It was lifted. Load the list again.'],
  },
  'not-destroyed': {
    nl: ['Dit gesprek is niet vernietigd', 'Er is dus ook geen verklaring van vernietiging.'],
    en: ['This talk was not destroyed', 'So there is no certificate of destruction either.'],
  },
  'talk-planned': {
    nl: ['Dit gesprek moet nog gehouden worden', 'Zeg het eerst af. Daarna kan het worden vernietigd.'],
    en: ['This talk is still to be held', 'Call it off first. Then it can be destroyed.'],
  },
  'talk-not-live': {
    nl: ['Dit gesprek is niet bezig', 'Alleen een telefoongesprek dat nu wordt opgenomen, kunt u onderbreken.'],
    en: ['This talk is not under way', 'Only a call that is being recorded now can be paused.'],
  },
  'talk-must-stay': {
    nl: [
      'Dit gesprek moet bewaard blijven',
      'De wet noemt een termijn die nog loopt. Bij het gesprek staat tot wanneer.',
    ],
    en: ['This talk must be kept', 'The law sets a term that still runs. The talk says until when.'],
  },
  'no-plan': {
    nl: [
      'Dit gesprek heeft nog geen bewaartermijn',
      'Het is opgenomen zonder opnameplan, of het is nog niet voorbij. Zonder plan kunt u het alleen zelf laten vernietigen.',
    ],
    en: [
      'This talk has no term yet',
      'It was recorded without a plan, or still goes on. Without a plan you can only have it destroyed yourself.',
    ],
  },
  'sweep-running': {
    nl: ['Er loopt al een ronde', 'Wacht tot die klaar is.'],
    en: ['A round is under way', 'Wait until it is done.'],
  },
  'sweep-by-person': {
    nl: [
      'Een overheid vernietigt niet vanzelf',
      'De Archiefwet vraagt een verklaring van een persoon. Begin elke ronde zelf.',
    ],
    en: [
      'A public body does not destroy by itself',
      'The Archives Act asks for a declaration by a person. Begin each round yourself.',
    ],
  },
  'talk-held': {
    nl: [
      'Dit gesprek mag nu niet worden vernietigd',
      'De vernietiging is opgeschort. Bij het gesprek staat waarom, en wie erover gaat.',
    ],
    en: ['This talk may not be destroyed now', 'A hold is in force. The talk says why, and who owns it.'],
  },
  'review-malformed': {
    nl: ['Deze dag kan niet', 'Kies een dag in de komende drie jaar waarop u hier opnieuw naar kijkt.'],
    en: ['This day is not possible', 'Choose a day in the coming three years on which it is looked at again.'],
  },
  'participant-not-found': {
    nl: ['Deze deelnemer is er niet', 'Kies iemand die aan het gesprek meedoet.'],
    en: ['This participant is not there', 'Choose somebody who takes part in the talk.'],
  },
  'request-not-found': {
    nl: ['Dit verzoek is er niet', 'Laad het gesprek opnieuw.'],
    en: ['This request does not exist', 'Load the talk again.'],
  },
  'objection-not-found': {
    nl: ['Dit bezwaar is er niet meer', 'Het is ingetrokken. Laad de lijst opnieuw.'],
    en: ['This objection is gone', 'It was withdrawn. Load the list again.'],
  },
  'offer-not-found': {
    nl: ['Deze opname is niet aangeboden', 'Laad het gesprek opnieuw.'],
    en: ['This recording was not handed in', 'Load the talk again.'],
  },
  'report-not-found': {
    nl: ['Deze melding is er niet', 'Laad het gesprek opnieuw.'],
    en: ['This report does not exist', 'Load the talk again.'],
  },
  'sign-file-length': {
    nl: ['Dit bestand is te groot of leeg', 'Kies een foto of scan van hoogstens 10 MB.'],
    en: ['This file is too large or empty', 'Choose a photo or scan of at most 10 MB.'],
  },
  'sign-file-type': {
    nl: [
      'Dit is geen foto of scan',
      'Kies een JPEG, een PNG of een pdf. De naam telt niet: wij kijken wat erin staat.',
    ],
    en: ['This is no photo or scan', 'Choose a JPEG, a PNG or a PDF. The name does not count: we look what is in it.'],
  },
  'sign-files-too-many': {
    nl: ['Er staan hier al zes bestanden', 'Vernietig eerst een bestand dat niet meer nodig is.'],
    en: ['Six files stand here already', 'First destroy a file that is not needed any more.'],
  },
  'sign-file-not-found': {
    nl: ['Dit bestand is er niet meer', 'Laad de lijst opnieuw.'],
    en: ['This file is gone', 'Load the list again.'],
  },
  'sign-not-found': {
    nl: ['Dit bordje is er niet meer', 'Laad de lijst opnieuw.'],
    en: ['This sign is gone', 'Load the list again.'],
  },
  'talk-not-at-table': {
    nl: [
      'Dit gesprek is niet gepland',
      'Plan eerst een gesprek. Een verzoek of afspraak hoort bij een gepland gesprek.',
    ],
    en: ['This talk was not planned', 'Plan a talk first. A request or agreement belongs to a planned talk.'],
  },
  'request-decided': {
    nl: ['Over dit verzoek is al beslist', 'Wilt u anders beslissen? Neem de beslissing dan eerst terug.'],
    en: ['This request was decided', 'To decide otherwise, take the decision back first.'],
  },
  'request-open': {
    nl: ['Over dit verzoek is nog niet zo beslist', 'Beslis eerst over het verzoek.'],
    en: ['This request was not decided so', 'Decide the request first.'],
  },
  'alternative-other': {
    nl: ['Dit alternatief is niet afgesproken', 'Kijk bij het verzoek welk alternatief is aangeboden.'],
    en: ['This alternative was not offered', 'See at the request which alternative was offered.'],
  },
  'listening-not-planned': {
    nl: ['Er is nog geen luistermoment', 'Spreek eerst af wanneer en waar de ander kan luisteren.'],
    en: ['Listening was not planned yet', 'First agree when and where the other side can listen.'],
  },
  'account-final': {
    nl: ['Het verslag staat vast', 'Een definitief verslag verandert niet meer.'],
    en: ['The account is final', 'A final account does not change any more.'],
  },
  'account-empty': {
    nl: ['Er is nog geen concept', 'Schrijf eerst een concept van het verslag.'],
    en: ['There is no draft yet', 'Write a draft of the account first.'],
  },
  'agreement-there': {
    nl: ['Er zijn al afspraken', 'Beëindig die eerst als u nieuwe wilt maken.'],
    en: ['There is an agreement already', 'End it first to make another.'],
  },
  'agreement-not-there': {
    nl: ['Er zijn nog geen afspraken', 'Maak eerst de afspraken.'],
    en: ['There is no agreement yet', 'Make the agreement first.'],
  },
  'confirmed-already': {
    nl: ['Dit is al bevestigd', 'Deze persoon heeft de afspraken al bevestigd.'],
    en: ['This was confirmed already', 'This person confirmed the agreement already.'],
  },
  'not-granted': {
    nl: ['Er is nog geen ja op een opname', 'Beslis eerst over het verzoek.'],
    en: ['Nobody said yes to a recording yet', 'Decide the request first.'],
  },
  'nothing-recorded': {
    nl: ['Er is niets opgenomen', 'Dit kan pas als er een opname van dit gesprek is.'],
    en: ['Nothing was recorded', 'This is possible once there is a recording of this talk.'],
  },
  'offer-not-kept': {
    nl: [
      'Deze opname wordt niet bewaard',
      'Een opname die is weggelegd, komt pas binnen als de functionaris gegevensbescherming dat beslist.',
    ],
    en: [
      'This recording is not kept',
      'A recording that was put aside comes in only when the data protection officer decides so.',
    ],
  },
  'own-recording-taken': {
    nl: [
      'Een ander toestel neemt al op met deze link',
      'Ga verder op het toestel waarop u begon, of vraag de medewerker om een nieuwe link.',
    ],
    en: [
      'Another device records by this link already',
      'Go on with the device you began on, or ask the official for a new link.',
    ],
  },
  'own-recording-expired': {
    nl: ['Deze link is te oud', 'U kunt een dag lang met een link beginnen. Vraag de medewerker om een nieuwe.'],
    en: ['This link is too old', 'You can begin by a link for a day. Ask the official for a new one.'],
  },
  'own-recording-ended': {
    nl: ['Deze opname is te lang', 'Stop de opname en vraag de medewerker om een nieuwe link.'],
    en: ['This recording is too long', 'Stop the recording and ask the official for a new link.'],
  },
  'file-not-found': {
    nl: ['Dit bestand is er niet', 'Misschien is het nog niet helemaal binnen. Laad de pagina opnieuw.'],
    en: ['This file is not there', 'Perhaps it has not come in whole yet. Load the page again.'],
  },
  'files-too-many': {
    nl: [
      'Er komen al genoeg bestanden binnen',
      'Wacht tot een ander bestand binnen is. Bij een gesprek passen hoogstens 20 bestanden.',
    ],
    en: ['Enough files come in already', 'Wait until another file is in. A talk has room for 20 files at most.'],
  },
  'offset-unexpected': {
    nl: ['Er ontbreekt een stuk van het bestand', 'Vraag tot waar het bestand binnen is en ga daar verder.'],
    en: ['A piece of the file is missing', 'Ask how far the file has come, and go on from there.'],
  },
  'file-given-up': {
    nl: ['Dit bestand komt niet meer binnen', 'Het is gestopt of duurde langer dan een dag. Lever het opnieuw in.'],
    en: ['This file does not come in any more', 'It was stopped, or took more than a day. Hand it in once more.'],
  },
  'file-type-unknown': {
    nl: [
      'Dit bestand is geen opname die wij kennen',
      'Kies een WAV, MP3, M4A, Ogg of WebM. Wij kijken naar de inhoud, niet naar de naam.',
    ],
    en: [
      'This file is no recording that we know',
      'Choose a WAV, MP3, M4A, Ogg or WebM. We look at the content, not at the name.',
    ],
  },
  'file-length': {
    nl: ['Dit bestand is te groot of leeg', 'Een bestand mag hoogstens 2 GB zijn. Is het groter? Bel de organisatie.'],
    en: ['This file is too large, or empty', 'A file has at most 2 GB. Is it larger? Call the organisation.'],
  },
  'offer-settled': {
    nl: ['Hierover is al beslist', 'Laad het gesprek opnieuw.'],
    en: ['This was decided already', 'Load the talk again.'],
  },
  'report-closed': {
    nl: ['Deze melding is afgesloten', 'Maak een nieuwe melding als er opnieuw iets is.'],
    en: ['This report was closed', 'Make a new report if something happens again.'],
  },
  'sector-missing': {
    nl: [
      'We weten nog niet wat voor organisatie dit is',
      'Vraag uw beheerder om bij de organisatie te kiezen: gemeente, andere overheid of bedrijf. De regels hangen daarvan af.',
    ],
    en: [
      'We do not know yet what this organisation is',
      'Ask your administrator to choose: municipality, other public body or company. The rules depend on it.',
    ],
  },
  'facts-malformed': {
    nl: ['Dit kennen de regels niet', 'Kies een antwoord uit de lijst.'],
    en: ['The rules do not know this', 'Choose an answer from the list.'],
  },
  'words-malformed': {
    nl: ['Hier ontbreekt tekst, of er staat te veel', 'Schrijf op wat gevraagd wordt, in hoogstens 4000 tekens.'],
    en: ['Text is missing here, or there is too much', 'Write what is asked, in at most 4000 characters.'],
  },
  'notice-unknown': {
    nl: ['Deze woorden zijn niet vastgesteld', 'Kies een tekst uit de lijst en minstens één persoon.'],
    en: ['These words are not approved', 'Choose words from the list, and at least one person.'],
  },
  'refusal-incomplete': {
    nl: [
      'Zo mag u niet weigeren',
      'Een weigering heeft een zwaarwegende reden nodig, uitleg, een gesprek daarover en een alternatief. Anders is het antwoord ja.',
    ],
    en: [
      'You may not refuse like this',
      'A refusal needs a weighty reason, its explanation, a talk about it and an alternative. Otherwise the answer is yes.',
    ],
  },
} as const;
