import type { Department, RoleName } from '@woordelijk/api';
import { Choice } from '../components/Choice.tsx';
import { useWords } from '../language/language.tsx';

/** A role about to be given; `departmentId` empty: for the whole organisation. */
export interface Choosing {
  readonly role: RoleName;
  readonly departmentId: string;
}

/** Roles that are always held in a department. */
export const BOUND: readonly RoleName[] = ['employee', 'manager'];

/** A role and where it is held. */
export function PostFields({
  departments,
  chosen,
  choose,
}: {
  departments: readonly Department[];
  chosen: Choosing;
  choose: (chosen: Choosing) => void;
}) {
  const { people: words } = useWords();
  const places = departments.map(({ id, name }) => ({ value: id, text: name }));
  const bound = BOUND.includes(chosen.role);
  return (
    <>
      <Choice<RoleName>
        label={words.role}
        value={chosen.role}
        options={(Object.keys(words.roles) as RoleName[]).map((value) => ({ value, text: words.roles[value] }))}
        choose={(role) =>
          choose({ role, departmentId: BOUND.includes(role) ? chosen.departmentId || (departments[0]?.id ?? '') : '' })
        }
      />
      <Choice
        label={words.place}
        value={chosen.departmentId}
        hint={bound && places.length === 0 ? words.departmentFirst : undefined}
        required={bound}
        options={bound ? places : [{ value: '', text: words.whole }, ...places]}
        choose={(departmentId) => choose({ ...chosen, departmentId })}
      />
    </>
  );
}
