/** Dutch words for a call under way. */
export const callsNl = {
  pausedTitle: 'De opname staat op pauze',
  pausedText: 'Van wat u nu zegt, wordt niets bewaard. In de opname is te zien dat hier iets is weggelaten.',
  why: 'Waarom een pauze?',
  reasons: { payment: 'Betaalgegevens', hold: 'Wachtmuziek', other: 'Iets anders' },
  pause: 'Pauzeer de opname',
  resume: 'Neem weer op',
  private: 'Dit gesprek is privé',
  privateTitle: 'Is dit een privégesprek?',
  privateText:
    'De opname stopt. Wat er al is, gaat meteen op slot en wordt na 24 uur vernietigd. Dat er een gesprek was, blijft te zien.',
  privateYes: 'Ja, stop de opname',
};
