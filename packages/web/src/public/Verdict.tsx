import { Icon, type IconName } from '../components/Icon.tsx';

const LOOKS: Readonly<Record<string, readonly [look: string, icon: IconName]>> = {
  GEEN_PLICHT: ['good', 'check'],
  TOEGESTAAN: ['good', 'check'],
  TOEGESTAAN_MITS: ['good', 'check'],
  NIET_MOGELIJK: ['plain', 'cross'],
  PLICHT_SPELREGEL: ['info', 'right'],
  PLICHT: ['info', 'right'],
  ONBEHOORLIJK: ['warning', 'warning'],
  WEGING: ['warning', 'question'],
  VERBODEN: ['bad', 'cross'],
  STRAFBAAR: ['bad', 'cross'],
};

/** How a verdict looks; its words always stand beside colour and sign. */
export function verdictLook(verdict: string): string {
  return LOOKS[verdict]?.[0] ?? 'plain';
}

/** A verdict as a label: colour, sign and words together. */
export function VerdictLabel({ verdict, text }: { verdict: string; text: string }) {
  const [look, icon] = LOOKS[verdict] ?? ['plain', 'question'];
  return (
    <span className={`w-verdict w-verdict-${look}`}>
      <Icon name={icon as IconName} />
      <span>{text}</span>
    </span>
  );
}
