/** Dutch words of the help at the foot of each page: what it is for, and what to do first. */
export const helpNl = {
  title: 'Hulp bij deze pagina',
  more: 'Meer uitleg voor iedereen',
  keysTitle: 'Toetsen',
  keys: {
    '/gesprekken/':
      'Spatie of K speelt af en pauzeert. J en L gaan 10 seconden terug en vooruit, de pijlen 5 seconden.',
    '': 'Met Tab gaat u naar het volgende veld, met Enter drukt u op een knop, met Escape sluit u het menu of een vraag.',
  } as Readonly<Record<string, string>>,
  pages: {
    '/': [
      'Hier staan de gesprekken die u mag zien. Zoek op een naam of op het begin of eind van een nummer.',
      'Een nieuw gesprek zet u klaar met “Plan een gesprek”. Zo leggen u en de ander vooraf vast wat er mag.',
      'Opnemen aan tafel doet u met “Opnemen”, op uw telefoon, tablet of laptop. Dat kan ook zonder netwerk.',
    ],
    '/gesprekken/': [
      'Van boven naar beneden: wat u samen afsprak, de opname, en wat ermee is gedaan.',
      'Kies eerst waarvoor u luistert. Uw keuze staat in het logboek.',
      'Geef de ander een eigen pagina met een persoonlijke link. Daar luistert die, neemt een kopie mee en vraagt rechten.',
    ],
    '/plannen': ['Zeg met wie u praat en waar. Daarna legt u vast wie er opneemt, en krijgt u de afspraken.'],
    '/opnameplan': [
      'Zonder lopend plan wordt niets opgenomen. De pagina zegt wat er ontbreekt en wie aan zet is.',
      'Schrijf doelen op zoals u ze aan de telefoon zou zeggen. Wat te vaag is, ziet u meteen.',
    ],
    '/privacy': [
      'Wie niet wil worden opgenomen, staat hier. Dat wordt gecheckt voordat een opname begint.',
      'Zet erbij waar een bordje hangt en vanaf wanneer.',
    ],
    '/bewaren': [
      'U ziet wat wanneer weggaat. Een ronde vernietigt wat over zijn termijn is; eerst ziet u de lijst.',
      'Loopt er een klacht of verzoek? Zet een opschorting op het gesprek. Dan blijft het.',
    ],
    '/verzoeken': [
      'Wat het eerst af moet, staat bovenaan. Een verzoek houdt vernietiging meteen tegen.',
      'Wie bij de contactpersonen voor privacy staat met een e-mailadres, krijgt een herinnering: een week en twee dagen van tevoren, op de laatste dag, en daarna elke week.',
    ],
    '/toezicht': ['Wat niet op orde is, staat bovenaan, met de weg erheen. Druk de pagina af voor uw dossier.'],
    '/ondernemingsraad': [
      'Staat er dat een plan opnieuw instemming vraagt? Het nieuwe gaat niet in voordat u bent gevraagd.',
      'Druk de pagina af voor uw vergadering. Er staat niets in over één medewerker.',
    ],
    '/kwaliteit': ['Stel eerst een protocol vast. Het lot kiest daarna de gesprekken; een mens vult de kaart in.'],
    '/documenten': [
      'Elk formulier kunt u bekijken of in Word openen. De andere maakt het systeem waar de feiten staan.',
    ],
    '/incidenten': ['Meld een datalek zodra u het weet. De klok van 72 uur loopt vanaf dat moment.'],
    '/controle': ['Elke nacht leest het systeem het hele logboek en een deel van de opnamen na.'],
    '/verwerkers': ['Zet hier iedereen die voor u met opnamen werkt, met wat er in de overeenkomst staat.'],
    '/vragen': ['Beantwoord een vraag één keer voor iedereen. Uw antwoord staat daarna op de openbare pagina.'],
    '/eigen-regels': [
      'Begin met een kopie van regels die een ander publiceerde. Uw regels mogen strenger zijn dan de wet, nooit losser.',
    ],
    '/mensen': ['Nodig mensen uit met een rol. Gaat iemand weg? Beëindig het account: de toegang stopt meteen.'],
    '/mijn-opnamen': [
      'Hier staan gesprekken waarin u zelf meepraat. U ziet wie luisterde en waarvoor, en u vraagt hier uw eigen rechten.',
    ],
    '/verzoeken/': [
      'Doe de stappen van boven naar beneden. De stap die aan de beurt is, staat open; de brief maakt het systeem.',
    ],
    '/over': ['De versie en de openbare sleutel waarmee iedereen een opname kan controleren, ook zonder dit systeem.'],
    '/instellingen': ['Hier zet u de organisatie, de lijnen, het briefhoofd en uw eigen passkeys.'],
  } as Readonly<Record<string, readonly string[]>>,
};
