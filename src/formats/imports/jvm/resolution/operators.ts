/** Functions of Kotlin that are called by a sign or by the form of the code, so that their name need not stand in it. */
export const operators: readonly string[] = (
  "unaryPlus unaryMinus not inc dec plus minus times div rem mod rangeTo rangeUntil contains get set invoke plusAssign " +
  "minusAssign timesAssign divAssign remAssign modAssign compareTo equals iterator next hasNext getValue setValue " +
  "provideDelegate component1 component2 component3 component4 component5 component6 component7 component8 component9"
).split(" ");
