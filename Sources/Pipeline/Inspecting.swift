/// `inspect`: what is in a file.
public struct Inspection {
  public var input: String
  public var reading: ReadOptions

  public init(input: String, reading: ReadOptions) {
    self.input = input
    self.reading = reading
  }

  public func run(_ session: Session) throws -> InspectionResult { InspectionResult() }
}

/// What `inspect` found.
public struct InspectionResult: Sendable {
  public var text: String { "" }
  public func json(_ session: Session, withTimings: Bool) -> String { "{}" }
}
