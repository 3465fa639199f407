// Lists of numbers as a look ahead keeps them: as long as there are slots, or months times tracks, or months times slots.

/** An amount of a list, in cents. */
export function amountAt(amounts: Float64Array, index: number): number {
  return amounts[index] ?? 0;
}

/** A number of a list: a slot, a place, a month. */
export function numberAt(numbers: Int32Array, index: number): number {
  return numbers[index] ?? 0;
}
