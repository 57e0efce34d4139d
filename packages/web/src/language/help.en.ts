/** English words of the help at the foot of each page. */
import type { helpNl } from './help.nl.ts';

export const helpEn: typeof helpNl = {
  title: 'Help with this page',
  more: 'More explanation, for everybody',
  keysTitle: 'Keys',
  keys: {
    '/gesprekken/': 'Space or K plays and pauses. J and L go 10 seconds back and forward, the arrows 5 seconds.',
    '': 'Tab goes to the next field, Enter presses a button, Escape closes the menu or a question.',
  },
  pages: {
    '/': [
      'Here are the talks that you may see. Search by a name, or by the start or end of a number.',
      'Prepare a new talk with “Plan a talk”. So you and the other side settle beforehand what is allowed.',
      'At the table you record with “Record”, on your phone, tablet or laptop, also without a network.',
    ],
    '/gesprekken/': [
      'From top to bottom: what you agreed, the recording, and what was done with it.',
      'First choose what you listen for. Your choice stands in the ledger.',
      'Give the other side a page of their own by a personal link. There they listen, take a copy and ask for their rights.',
    ],
    '/plannen': ['Say with whom you talk and where. Then you settle who records, and get the agreement.'],
    '/opnameplan': [
      'Without a live plan nothing is recorded. The page says what is missing and who must act.',
      'Write purposes as you would say them on the telephone. What is too vague you see at once.',
    ],
    '/privacy': [
      'Who does not want to be recorded stands here. That is checked before a recording begins.',
      'Note where a sign hangs, and since when.',
    ],
    '/bewaren': [
      'You see what goes when. A round destroys what is past its term; you see the list first.',
      'Is there a complaint or a request? Put a hold on the talk. Then it stays.',
    ],
    '/verzoeken': [
      'What is due first stands first. A request keeps the talk from being destroyed at once.',
      'Who is listed as a contact for privacy with an e-mail address gets a reminder: a week and two days before, on the last day, and every week after.',
    ],
    '/toezicht': ['What is not in order stands first, with the way there. Print the page for your file.'],
    '/ondernemingsraad': [
      'Does it say that a plan asks consent again? The new one does not go live before you are asked.',
      'Print the page for your meeting. Nothing in it is about one employee.',
    ],
    '/kwaliteit': ['First adopt a protocol. Then chance chooses the talks; a person fills in the card.'],
    '/documenten': ['Each form can be viewed or opened in Word. The others are made where their facts are.'],
    '/incidenten': ['Report a data breach as soon as you know. The 72-hour clock runs from that moment.'],
    '/controle': ['Every night the system reads the whole ledger and a part of the recordings again.'],
    '/verwerkers': ['List everybody who works with recordings for you, with what the agreement says.'],
    '/vragen': ['Answer a question once, for everybody. Your answer then stands on the public page.'],
    '/eigen-regels': [
      'Begin with a copy of rules that another published. Yours may be stricter than the law, never looser.',
    ],
    '/mensen': ['Invite people with a role. Does somebody leave? End the account: access stops at once.'],
    '/mijn-opnamen': [
      'Here are talks in which you speak yourself. You see who listened and what for, and ask for your own rights.',
    ],
    '/verzoeken/': [
      'Do the steps from top to bottom. The step whose turn it is stands open; the letter is made for you.',
    ],
    '/over': ['The version, and the public key by which anybody can check a recording, without this system too.'],
    '/instellingen': ['Here you set the organisation, its lines, the letterhead and your own passkeys.'],
  },
};
