import type { Form } from './form.ts';

/** Forms to fill in, for what the product does not hold the facts of. */
export const FORMS: readonly Form[] = [
  {
    code: 'council-request',
    group: 'staff',
    title: { nl: 'Verzoek om instemming aan de ondernemingsraad', en: 'Request for consent to the works council' },
    why: {
      nl: 'Opnemen van gesprekken kan personeel volgen. Daarom is instemming nodig voordat u begint. Zonder instemming is het besluit nietig als de raad dat binnen een maand schriftelijk zegt.',
      en: 'Recording talks can follow staff. So consent is needed before you begin. Without it the decision is void when the council says so in writing within a month.',
    },
    source: 'WOR 27 lid 1 onder k en l, lid 5',
    pieces: [
      { heading: { nl: 'Wat wij willen', en: 'What we want' } },
      {
        fill: {
          nl: [
            'Welke gesprekken',
            'Waarvoor (elk doel apart)',
            'Wie mag luisteren, en waarvoor',
            'Hoe lang wij bewaren',
            'Welke software meeluistert (geen: schrijf geen)',
          ],
          en: [
            'Which talks',
            'What for (each purpose by itself)',
            'Who may listen, and what for',
            'How long we keep them',
            'Which software listens (none: write none)',
          ],
        },
      },
      { heading: { nl: 'Waarom het niet met minder kan', en: 'Why less would not do' } },
      {
        fill: {
          nl: ['Waarom een verslag niet genoeg is', 'Wat wij doen om personeel te beschermen'],
          en: ['Why an account is not enough', 'What we do to protect staff'],
        },
      },
      {
        list: {
          nl: [
            'Een privégesprek kan de medewerker zelf stoppen. Het wordt na 24 uur vernietigd.',
            'Niemand kiest een gesprek uit om iemand te beoordelen. Software beoordeelt niemand.',
            'Elke keer dat iemand luistert, staat in het logboek. De medewerker mag dat zien.',
          ],
          en: [
            'Staff can stop a private talk themselves. It is destroyed after 24 hours.',
            'Nobody picks a talk to assess somebody. Software assesses nobody.',
            'Each time somebody listens stands in the ledger. Staff may see that.',
          ],
        },
      },
      { sign: { nl: ['bestuurder'], en: ['management'] } },
    ],
  },
  {
    code: 'council-decision',
    group: 'staff',
    title: { nl: 'Besluit van de ondernemingsraad', en: 'Decision of the works council' },
    why: {
      nl: 'Het antwoord op het verzoek om instemming. Bewaar het bij het opnameplan.',
      en: 'The answer to the request for consent. Keep it with the recording plan.',
    },
    source: 'WOR 27 lid 2',
    pieces: [
      {
        fill: {
          nl: [
            'Besluit (instemming, niet, of onder voorwaarden)',
            'Waarvoor het geldt: doelen, termijnen, wie mag luisteren',
            'Voorwaarden',
            'Datum',
          ],
          en: [
            'Decision (consent, none, or with conditions)',
            'What it covers: purposes, terms, who may listen',
            'Conditions',
            'Date',
          ],
        },
      },
      { sign: { nl: ['voorzitter ondernemingsraad'], en: ['chair of the works council'] } },
    ],
  },
  {
    code: 'staff-notice',
    group: 'staff',
    title: { nl: 'Uitleg voor personeel', en: 'Notice to staff' },
    why: {
      nl: 'Iedereen die wordt opgenomen, hoort dat vooraf. Ook wie er werkt.',
      en: 'Everybody who is recorded is told beforehand. Also who works here.',
    },
    source: 'AVG 13; WOR 27',
    pieces: [
      {
        fill: {
          nl: ['Welke gesprekken nemen wij op', 'Waarvoor', 'Hoe lang bewaren wij ze', 'Bij wie kunt u terecht'],
          en: ['Which talks we record', 'What for', 'How long we keep them', 'Whom you can ask'],
        },
      },
      {
        list: {
          nl: [
            'U mag horen wat er van u is opgenomen, en zien wie dat hoorde en waarvoor.',
            'U mag een aanvulling of een eigen lezing bij een opname laten zetten.',
            'Is een gesprek privé? Stop dan de opname met de knop. Wat er was, gaat op slot en verdwijnt.',
            'U mag nee zeggen als wij uw stem voor iets anders willen gebruiken. Dat heeft geen gevolgen.',
          ],
          en: [
            'You may hear what was recorded of you, and see who heard it and what for.',
            'You may have a supplement or an own reading put beside a recording.',
            'Is a talk private? Stop the recording with the button. What was there is locked and goes.',
            'You may say no when we want to use your voice for something else. That has no consequences.',
          ],
        },
      },
    ],
  },
  {
    code: 'quality-guideline',
    group: 'staff',
    title: { nl: 'Richtlijn kwaliteitsmonitoring', en: 'Guideline for quality monitoring' },
    why: {
      nl: 'Hoe wij kijken naar hoe gesprekken gaan, en wat wij niet doen.',
      en: 'How we look at how talks go, and what we do not do.',
    },
    source: 'AVG 5, 6 en 22; WOR 27 lid 1 onder l; AI-verordening 5 lid 1 onder f',
    pieces: [
      { heading: { nl: 'Zo doen wij het', en: 'How we do it' } },
      {
        list: {
          nl: [
            'Het lot bepaalt welke gesprekken. Niemand kiest er een uit.',
            'Alleen opnamen waarbij dit doel is aangekondigd, tellen mee.',
            'Een mens luistert en vult de kaart in.',
            'De medewerker ziet de kaart, en antwoordt. Pas dan praten wij erover.',
            'De kaart verdwijnt met de opname.',
          ],
          en: [
            'Chance decides which talks. Nobody picks one.',
            'Only recordings for which this purpose was announced count.',
            'A person listens and fills in the card.',
            'The employee sees the card, and answers. Only then we talk about it.',
            'The card goes with the recording.',
          ],
        },
      },
      { heading: { nl: 'Dit doen wij niet', en: 'What we do not do' } },
      {
        list: {
          nl: [
            'Wij beoordelen of belonen niemand op één kaart.',
            'Wij laten geen software punten geven.',
            'Wij laten geen software gevoelens herkennen. Dat is op het werk verboden.',
            'Wij luisteren niet mee zonder dat het is verteld.',
          ],
          en: [
            'We assess or reward nobody on one card.',
            'We let no software give points.',
            'We let no software recognise feelings. At work that is forbidden.',
            'We do not listen in without having told.',
          ],
        },
      },
      {
        fill: {
          nl: [
            'Waar wij naar kijken',
            'Hoe vaak, en hoeveel gesprekken',
            'Hoe lang wij kaarten bewaren',
            'Besluit van de ondernemingsraad',
          ],
          en: [
            'What we look at',
            'How often, and how many talks',
            'How long we keep cards',
            'Decision of the works council',
          ],
        },
      },
      { sign: { nl: ['leidinggevende', 'ondernemingsraad'], en: ['manager', 'works council'] } },
    ],
  },
  {
    code: 'lia',
    group: 'before',
    title: { nl: 'Belangenafweging (LIA), leeg formulier', en: 'Balancing test (LIA), blank form' },
    why: {
      nl: 'Alleen voor bedrijven. Een overheid die haar taak doet, kan zich hier niet op beroepen.',
      en: 'For companies only. A public body doing its task cannot rely on this.',
    },
    source: 'AVG 6 lid 1 onder f en laatste zin',
    pieces: [
      {
        fill: {
          nl: [
            '1. Welk belang hebben wij? Is het echt en toegestaan?',
            '2. Is opnemen nodig? Wat hebben wij overwogen dat minder ver gaat?',
            '3. Wat betekent het voor wie wordt opgenomen?',
            'Wat verwachten zij?',
            'Wat doen wij om hen te beschermen?',
            'Uitkomst, en waarom',
          ],
          en: [
            '1. What is our interest? Is it real and lawful?',
            '2. Is recording necessary? Which lighter ways did we consider?',
            '3. What does it mean for who is recorded?',
            'What do they expect?',
            'What do we do to protect them?',
            'Outcome, and why',
          ],
        },
      },
      { sign: { nl: ['wie afwoog'], en: ['who weighed'] } },
    ],
  },
  {
    code: 'dpia',
    group: 'before',
    title: { nl: 'DPIA, leeg formulier', en: 'DPIA, blank form' },
    why: {
      nl: 'Nodig bij een hoog risico, zoals op grote schaal of stelselmatig volgen van personeel.',
      en: 'Needed where the risk is high, such as on a large scale or following staff systematically.',
    },
    source: 'AVG 35; besluit AP lijst verplichte DPIA',
    pieces: [
      {
        fill: {
          nl: [
            'Wat wij doen, met welke gegevens, van wie, hoe lang',
            'Doelen en grondslag',
            'Waarom het nodig is en niet met minder kan',
            'Welke risico’s zijn er voor wie wordt opgenomen',
            'Wat wij tegen elk risico doen',
            'Advies van de FG',
            'Wat vonden personeel en klanten of inwoners',
            'Wanneer wij opnieuw kijken',
          ],
          en: [
            'What we do, with which data, of whom, how long',
            'Purposes and basis',
            'Why it is necessary and less would not do',
            'Which risks there are for who is recorded',
            'What we do against each risk',
            'Advice of the DPO',
            'What staff and customers or residents said',
            'When we look again',
          ],
        },
      },
      {
        sign: {
          nl: ['verantwoordelijke', 'functionaris gegevensbescherming'],
          en: ['who is responsible', 'data protection officer'],
        },
      },
    ],
  },
  {
    code: 'processor-agreement',
    group: 'before',
    title: {
      nl: 'Verwerkersovereenkomst: wat erin moet staan',
      en: 'Agreement with who processes for you: what it must say',
    },
    why: {
      nl: 'Met elke partij die voor u met opnamen werkt. Zet haar daarna in het register.',
      en: 'With each party that works with recordings for you. Then put it into the register.',
    },
    source: 'AVG 28 lid 3',
    pieces: [
      {
        list: {
          nl: [
            'alleen doen wat u schriftelijk opdraagt',
            'geheimhouding',
            'beveiliging',
            'wie de partij zelf mag inschakelen',
            'hulp bij verzoeken van mensen',
            'hulp bij beveiliging, datalekken en DPIA’s',
            'na afloop wissen of teruggeven',
            'u mag controleren',
          ],
          en: [
            'only do what you instruct in writing',
            'confidentiality',
            'security',
            'whom it may engage in turn',
            'help with requests of people',
            'help with security, breaches and DPIAs',
            'erase or return at the end',
            'you may inspect',
          ],
        },
      },
      {
        fill: {
          nl: ['Partij', 'Wat doet zij met opnamen', 'In welk land', 'Datalek melden bij, binnen', 'Looptijd'],
          en: ['Party', 'What it does with recordings', 'In which country', 'Report a breach to, within', 'Term'],
        },
      },
      { sign: { nl: ['opdrachtgever', 'verwerker'], en: ['client', 'party'] } },
    ],
  },
  {
    code: 'mandate',
    group: 'talk',
    title: { nl: 'Machtiging, leeg formulier', en: 'Authorisation, blank form' },
    why: {
      nl: 'Iemand laat een ander een gesprek opnemen, een kopie vragen of klagen.',
      en: 'Somebody lets another record a talk, ask for a copy or complain.',
    },
    source: 'BW 3:60; Awb 2:1',
    pieces: [
      {
        fill: {
          nl: ['Ik heet', 'Ik machtig', 'Om te doen', 'Voor dit gesprek', 'Tot'],
          en: ['My name is', 'I authorise', 'To do', 'For this talk', 'Until'],
        },
      },
      { text: { nl: 'Ik kan deze machtiging altijd intrekken.', en: 'I can always withdraw this authorisation.' } },
      { sign: { nl: ['wie machtigt'], en: ['who authorises'] } },
    ],
  },
  {
    code: 'third-view',
    group: 'rights',
    title: { nl: 'Zienswijze van een derde', en: 'View of a third person' },
    why: {
      nl: 'Iemand vraagt om een opname waarop u ook te horen bent. Wij vragen wat u daarvan vindt voordat wij beslissen.',
      en: 'Somebody asks for a recording on which you are heard too. We ask what you think before we decide.',
    },
    source: 'AVG 15 lid 4; voor verzoeken over de tijd voor 25 mei 2018: Wbp 35 lid 3',
    pieces: [
      {
        fill: {
          nl: ['Om welk gesprek gaat het', 'Wat wordt er gevraagd', 'Antwoord graag voor'],
          en: ['Which talk', 'What is asked for', 'Please answer before'],
        },
      },
      {
        fill: {
          nl: ['Ik vind dit goed / niet goed, omdat', 'Dit deel mag de ander niet horen, omdat'],
          en: ['I agree / do not agree, because', 'The other should not hear this part, because'],
        },
      },
      { sign: { nl: ['derde'], en: ['third person'] } },
    ],
  },
  {
    code: 'hold-decision',
    group: 'keeping',
    title: { nl: 'Besluit om niet te vernietigen', en: 'Decision not to destroy' },
    why: {
      nl: 'Zolang een klacht, procedure, Woo-verzoek of verzoek om inzage loopt, blijft een opname.',
      en: 'While a complaint, a case, a Woo request or a request for access runs, a recording stays.',
    },
    source: 'Archiefwet 3; AVG 17 lid 3 onder e en 18; Woo 4.1',
    pieces: [
      {
        fill: {
          nl: ['Gesprek', 'Reden', 'Wie let erop', 'Wanneer kijken wij opnieuw'],
          en: ['Talk', 'Reason', 'Who sees to it', 'When we look again'],
        },
      },
      { sign: { nl: ['wie besloot'], en: ['who decided'] } },
    ],
  },
  {
    code: 'breach-notice',
    group: 'wrong',
    title: { nl: 'Bericht aan mensen over een datalek', en: 'Notice to people about a data breach' },
    why: {
      nl: 'Bij een hoog risico vertelt u het de mensen zelf, in gewone woorden.',
      en: 'Where the risk is high you tell the people themselves, in plain words.',
    },
    source: 'AVG 34',
    pieces: [
      {
        fill: {
          nl: [
            'Wat er is gebeurd, en wanneer',
            'Om welke gegevens het gaat',
            'Wat dit voor u kan betekenen',
            'Wat wij doen',
            'Wat u zelf kunt doen',
            'Bij wie u terecht kunt',
          ],
          en: [
            'What happened, and when',
            'Which data',
            'What it may mean for you',
            'What we do',
            'What you can do yourself',
            'Whom you can ask',
          ],
        },
      },
    ],
  },
];
