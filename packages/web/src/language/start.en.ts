/** English words of the start page and the map of keys. */
import type { startNl } from './start.nl.ts';

const talks = (n: number) => (n === 1 ? '1 talk' : `${n} talks`);

export const startEn: typeof startNl = {
  firstDay: {
    title: (name) => `Welcome, ${name}`,
    step: (n, of) => `Step ${n} of ${of}`,
    steps: {
      talks: {
        title: 'You start here',
        text: 'This page shows the talks that you may see. What waits for you stands on top. Press Woordelijk, top left, and you are back here.',
      },
      plan: {
        title: 'Prepare a talk',
        text: 'Does somebody want to record a talk? Choose “Plan a talk”. Together you settle beforehand what is allowed. At the table you still can.',
      },
      record: {
        title: 'Record',
        text: 'With “Record” you record on your phone, tablet or laptop. That works without a network too. You always say so first.',
      },
      menu: {
        title: 'Find all else in the menu',
        text: 'Behind “Menu” are requests, keeping and settings. You see only what belongs to your work.',
      },
      help: {
        title: 'Ask for help on every page',
        text: 'At the foot of every page stands “Help with this page”. The key ? shows all keys. You find this tour there too.',
      },
    },
    next: 'Next step',
    back: 'Step before',
    skip: 'Skip the tour',
    done: 'Close the tour',
    again: 'See the tour',
  },
  keyMap: {
    title: 'Keys',
    open: 'See all keys',
    close: 'Close this list',
    groups: {
      everywhere: 'Everywhere',
      player: 'In a talk, while listening',
      edit: 'In an edit, at a time',
    },
    keys: {
      everywhere: [
        ['?', 'this list'],
        ['Tab', 'to the next field or button'],
        ['Shift + Tab', 'back to the one before'],
        ['Enter', 'presses the button or opens the link'],
        ['Space', 'ticks a box or presses the button'],
        ['Escape', 'closes the menu, a question or this list'],
      ],
      player: [
        ['Space or K', 'play and pause'],
        ['J', '10 seconds back'],
        ['L', '10 seconds forward'],
        ['← and →', '5 seconds back and forward'],
      ],
      edit: [['↑ and ↓', 'a tenth of a second later and earlier']],
    },
    on: 'Use single keys (?, K, J, L and the arrows)',
    onHint: 'Turn this off when you work by voice, or when keys do things by accident.',
  },
  waiting: {
    title: 'What waits for you',
    nothing: 'Nothing waits for you now.',
    late: (n) => (n === 1 ? '1 request about rights is late' : `${n} requests about rights are late`),
    rights: (n, days) =>
      `${n === 1 ? '1 request about rights is open' : `${n} requests about rights are open`}, the first is due ${
        days === 0 ? 'today' : `within ${days === 1 ? '1 day' : `${days} days`}`
      }`,
    absents: (n) =>
      n === 1 ? '1 person was talked about who was not there' : `${n} persons were talked about who were not there`,
    questions: (n) => (n === 1 ? '1 question of the public is open' : `${n} questions of the public are open`),
    due: (n) => `${talks(n)} past their term: destroy or hold`,
    holds: (n) => (n === 1 ? '1 hold must be reviewed' : `${n} holds must be reviewed`),
    cards: (n) => (n === 1 ? '1 quality card waits' : `${n} quality cards wait`),
  },
  plots: {
    title: 'In short',
    of: (name) => `In short: ${name}`,
    recorded: (n) => `${talks(n)} recorded`,
    recordedHow: 'by week, twelve weeks',
    asked: (n) => (n === 1 ? '1 wish to record' : `${n} wishes to record`),
    askedHow: 'what came of them, twelve weeks',
    terms: (n) => (n === 1 ? '1 request about rights' : `${n} requests about rights`),
    termsHow: 'open, by days left',
    due: (n) => `${talks(n)} to be destroyed`,
    dueHow: 'by month, the next two years',
    lost: (text) => `${text} of sound did not arrive`,
    allArrived: 'All sound arrived',
    lostHow: 'seconds per hour of recording, by week',
    more: 'More figures and the self-audit',
    month: 'Month',
    number: 'Number',
    noneYet: 'Nothing yet.',
  },
};
