/// A regular expression of ECMAScript (ECMA-262, `u` flag) that is looked for in linear time.
///
/// All states that the text so far allows are kept side by side (Thompson, "Regular expression search
/// algorithm", 1968), so that no pattern takes longer than its states times the text. What that cannot do is
/// refused: back references and look-around. Lazy quantifiers find the same texts as greedy ones. Of
/// properties `\p{…}` general categories and some truth values are known, scripts are not.
public struct Pattern: Sendable {
  /// As it was written.
  public let text: String
  private let program: [Instruction]

  /// What a state waits for.
  enum Instruction: Sendable {
    case set(ScalarSet)
    /// Goes on at both places.
    case split(Int, Int)
    case jump(Int)
    case assertion(PatternAssertion)
    case match
  }

  static let stateLimit = 10_000

  /// Reads a pattern.
  /// - Throws: ``PatternError`` with the place.
  public init(_ text: String) throws(PatternError) {
    self.text = text
    var parser = PatternParser(text)
    let node = try parser.pattern()
    var program: [Instruction] = []
    try Self.append(node, to: &program)
    program.append(.match)
    self.program = program
  }

  private static func append(
    _ node: PatternNode, to program: inout [Instruction]
  ) throws(PatternError) {
    guard program.count <= stateLimit else {
      throw PatternError(reason: .tooLarge(limit: stateLimit), offset: 0)
    }
    switch node {
    case .empty: break
    case .set(let set): program.append(.set(set))
    case .assertion(let assertion): program.append(.assertion(assertion))
    case .sequence(let nodes): for node in nodes { try append(node, to: &program) }
    case .alternatives(let nodes):
      var jumps: [Int] = []
      for (i, node) in nodes.enumerated() {
        guard i < nodes.count - 1 else {
          try append(node, to: &program)
          break
        }
        let split = program.count
        program.append(.jump(0))
        try append(node, to: &program)
        jumps.append(program.count)
        program.append(.jump(0))
        program[split] = .split(split + 1, program.count)
      }
      for jump in jumps { program[jump] = .jump(program.count) }
    case .repeated(let inner, let least, let most):
      for _ in 0..<least {
        let before = program.count
        try append(inner, to: &program)
        // What is nothing once is nothing often.
        if program.count == before { break }
      }
      guard let most else {
        let split = program.count
        program.append(.jump(0))
        try append(inner, to: &program)
        program.append(.jump(split))
        program[split] = .split(split + 1, program.count)
        return
      }
      var splits: [Int] = []
      for _ in least..<most {
        splits.append(program.count)
        program.append(.jump(0))
        try append(inner, to: &program)
      }
      for split in splits { program[split] = .split(split + 1, program.count) }
    }
  }

  /// Whether some part of a text is as the pattern says.
  public func isFound(in text: String) -> Bool { isFound(in: text, steps: .max).isFound }

  /// - Parameter steps: how many steps may be taken.
  /// - Returns: also how many were; more than those when there was no end.
  func isFound(in text: String, steps limit: Int) -> (isFound: Bool, steps: Int) {
    let scalars = text.unicodeScalars.map(\.value)
    var run = PatternRun(program: program, scalars: scalars)
    return run.search(limit)
  }
}
