// The functions over bytes once more for loops that hold pointers; the bytes must be there for as long
// as the call lasts.

extension StringInterner {
  /// The code of a text, a new one when it was not seen before.
  public mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    intern(unsafe Span(_unsafeElements: text))
  }

  /// The code of a text that was seen before.
  public func code(of text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    code(of: unsafe Span(_unsafeElements: text))
  }
}

extension NumberText {
  /// The double nearest to a decimal text.
  public static func double(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    double(unsafe Span(_unsafeElements: text))
  }
}

extension ExactDouble {
  package static func value(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    value(unsafe Span(_unsafeElements: text))
  }
}

extension TemporalText {
  /// The date, time, date with time or duration of an ISO 8601 text.
  public static func parse(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (kind: Cell.Kind, milliseconds: Int64)? {
    parse(unsafe Span(_unsafeElements: text))
  }
}

extension MissingTokens {
  package static func contains(_ text: UnsafeBufferPointer<UInt8>, amongNumbers: Bool) -> Bool {
    contains(unsafe Span(_unsafeElements: text), amongNumbers: amongNumbers)
  }
}

extension TruthWords {
  package static func value(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    value(unsafe Span(_unsafeElements: text))
  }
}

extension UnsafeBufferPointer<UInt8> {
  package var trimmed: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(rebasing: self[Span(_unsafeElements: self).trimmedRange])
  }
}

extension UTF8Validation {
  package static func firstError(
    _ bytes: UnsafePointer<UInt8>, count: Int, from start: Int = 0
  ) -> Int? {
    firstError(unsafe Span(_unsafeStart: bytes, count: count), from: start)
  }

  @inlinable @inline(__always)
  package static func sequenceLength(_ bytes: UnsafePointer<UInt8>, _ at: Int, _ count: Int) -> Int
  {
    sequenceLength(unsafe Span(_unsafeStart: bytes, count: count), at)
  }

  package static func lastStart(_ bytes: UnsafePointer<UInt8>, before end: Int) -> Int {
    lastStart(unsafe Span(_unsafeStart: bytes, count: end), before: end)
  }

  @inlinable @inline(__always)
  package static func end(
    _ bytes: UnsafePointer<UInt8>, _ foreign: UInt64, _ at: Int, _ count: Int
  ) -> Int {
    end(unsafe Span(_unsafeStart: bytes, count: count), foreign, at)
  }

  package static func census(_ bytes: UnsafeBufferPointer<UInt8>) -> (
    sequences: Int, malformed: Int
  ) {
    census(unsafe Span(_unsafeElements: bytes))
  }
}
