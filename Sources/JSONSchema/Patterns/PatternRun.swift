/// A pattern looked for in one text.
struct PatternRun {
  private let program: [Pattern.Instruction]
  private let scalars: [UInt32]
  /// For each state the last place at which it was entered.
  private var entered: [Int]
  private var states: [Int] = []
  private var open: [Int] = []
  private var isMatched = false
  private var steps = 0

  init(program: [Pattern.Instruction], scalars: [UInt32]) {
    self.program = program
    self.scalars = scalars
    entered = Array(repeating: -1, count: program.count)
  }

  mutating func search(_ limit: Int) -> (isFound: Bool, steps: Int) {
    for place in 0...scalars.count {
      // A match may begin anywhere.
      enter(0, at: place)
      if isMatched { return (true, steps) }
      steps += states.count + 1
      if steps > limit || place == scalars.count { break }
      let before = states
      states.removeAll(keepingCapacity: true)
      for state in before {
        if case .set(let set) = program[state], set.contains(scalars[place]) {
          enter(state + 1, at: place + 1)
          if isMatched { return (true, steps) }
        }
      }
    }
    return (false, steps)
  }

  /// Enters a state, and all that follow from it without a character.
  private mutating func enter(_ first: Int, at place: Int) {
    open.append(first)
    while let state = open.popLast() {
      if entered[state] == place { continue }
      entered[state] = place
      steps += 1
      switch program[state] {
      case .set: states.append(state)
      case .jump(let target): open.append(target)
      case .split(let one, let other):
        open.append(other)
        open.append(one)
      case .assertion(let assertion): if holds(assertion, at: place) { open.append(state + 1) }
      case .match:
        isMatched = true
        open.removeAll()
      }
    }
  }

  private func holds(_ assertion: PatternAssertion, at place: Int) -> Bool {
    switch assertion {
    case .start: place == 0
    case .end: place == scalars.count
    case .wordBorder: isWord(place - 1) != isWord(place)
    case .noWordBorder: isWord(place - 1) == isWord(place)
    }
  }

  private func isWord(_ place: Int) -> Bool {
    guard scalars.indices.contains(place) else { return false }
    return Self.wordCharacters.contains(scalars[place])
  }

  private static let wordCharacters = ScalarSet(ScalarSet.wordCharacters)
}
