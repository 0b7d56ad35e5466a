/// A decimal point and a separator of thousands that were named.
struct NumberFormat: Sendable, Hashable {
  let decimal: UInt8
  /// Empty for none.
  let thousands: [UInt8]

  /// Nil when neither was named.
  init?(_ options: DelimitedOptions) throws(DelimitedTextError) {
    if options.decimal == nil && options.thousands == nil { return nil }
    let point = Array((options.decimal ?? ".").utf8)
    guard point.count == 1, !NumberSyntax.isDigit(point[0]) else {
      throw DelimitedTextError(.badOption("the decimal point must be one character"))
    }
    decimal = point[0]
    thousands = Array((options.thousands ?? "").utf8)
    guard thousands != point else {
      throw DelimitedTextError(
        .badOption("the decimal point and the thousands separator must differ"))
    }
  }

  /// What a text is in this format, and when `result` is given, its JSON form behind it.
  func kinds(
    of text: UnsafeBufferPointer<UInt8>, write: (UInt8) -> Void
  ) -> ValueKinds? {
    var at = 0
    var isRespelled = false
    if at < text.count, text[at] == UInt8(ascii: "-") {
      write(text[at])
      at += 1
    }
    let first = at
    var whole = 0
    var group = 0
    var hasGroups = false
    while at < text.count, text[at] != decimal {
      if NumberSyntax.isDigit(text[at]) {
        write(text[at])
        whole += 1
        group += 1
        at += 1
        continue
      }
      guard isThousands(text, at), whole > 0, hasGroups ? group == 3 : group <= 3 else {
        return nil
      }
      hasGroups = true
      isRespelled = true
      group = 0
      at += thousands.count
    }
    guard whole > 0, !hasGroups || group == 3 else { return nil }
    let hasLeadingZero = whole > 1 && text[first] == UInt8(ascii: "0")
    var kinds: ValueKinds = hasLeadingZero ? .leadingZero : .integer
    if at < text.count {
      at += 1
      guard at < text.count else { return nil }
      write(UInt8(ascii: "."))
      while at < text.count {
        guard NumberSyntax.isDigit(text[at]) else { return nil }
        write(text[at])
        at += 1
      }
      if decimal != UInt8(ascii: ".") { isRespelled = true }
      if !hasLeadingZero { kinds = .decimal }
    }
    if isRespelled, !hasLeadingZero { kinds.insert(.respelledNumber) }
    return kinds
  }

  private func isThousands(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard !thousands.isEmpty, at + thousands.count <= text.count else { return false }
    for i in 0..<thousands.count where text[at + i] != thousands[i] { return false }
    return true
  }
}
