import type { House } from '../house.ts';

/**
 * Runs work on one recording after the work on it that is under way in this process: two ends at once, or an end beside
 * a move to storage, would cross in the vault.
 */
export async function inTurn<T>(house: House, recordingId: string, work: () => Promise<T>): Promise<T> {
  const before = house.turns.get(recordingId);
  const turn = (async () => {
    await before?.catch(() => undefined); // who began it hears of its failure
    return await work();
  })();
  house.turns.set(recordingId, turn);
  try {
    return await turn;
  } finally {
    if (house.turns.get(recordingId) === turn) house.turns.delete(recordingId);
  }
}
