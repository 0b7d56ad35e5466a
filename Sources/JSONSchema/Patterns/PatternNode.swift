/// A part of a pattern.
indirect enum PatternNode: Sendable {
  case empty
  case set(ScalarSet)
  case sequence([PatternNode])
  case alternatives([PatternNode])
  case repeated(PatternNode, least: Int, most: Int?)
  case assertion(PatternAssertion)
}

/// What a place of a text must be, without a character being taken.
enum PatternAssertion: Sendable {
  case start, end, wordBorder, noWordBorder
}
