/** A vault that breaks off where a test says. */
import type { Vault } from '@woordelijk/vault';

/** What can break: a member of the vault, or of its keys. */
export type Step = 'keys.create' | 'keys.destroy' | 'begin' | 'append' | 'end' | 'archive' | 'destroy';

/** A vault in which one step breaks off: `before` it does anything, or `after` it did all but answer. */
export function breaking(vault: Vault, step: Step, when: 'before' | 'after', armed: { now: boolean }): Vault {
  const broken = () => Object.assign(new Error('the power is gone'), { code: 'test-fault' });
  const wrap = (owner: object, name: string) => {
    const real = Reflect.get(owner, name).bind(owner);
    return async (...values: unknown[]) => {
      if (!armed.now) return await real(...values);
      if (when === 'before') throw broken();
      await real(...values);
      throw broken();
    };
  };
  const [ofKeys, name] = step.startsWith('keys.') ? [true, step.slice(5)] : [false, step];
  const breakingIn = <T extends object>(owner: T): T =>
    new Proxy(owner, { get: (target, property) => (property === name ? wrap(target, name) : bound(target, property)) });
  if (!ofKeys) return breakingIn(vault);
  const keys = breakingIn(vault.keys);
  return new Proxy(vault, { get: (target, property) => (property === 'keys' ? keys : bound(target, property)) });
}

function bound(target: object, property: string | symbol): unknown {
  const value = Reflect.get(target, property);
  return typeof value === 'function' ? value.bind(target) : value;
}
