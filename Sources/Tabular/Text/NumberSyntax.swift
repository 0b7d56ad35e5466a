/// Numbers of files without options, by their spelling; nothing is converted.
///
/// integer `-?(0|[1-9][0-9]*)`; decimal with a point, an exponent only with a point or a sign
/// (`1e5` is a code); a decimal comma where it can be nothing else.
package enum NumberSyntax {
  /// What kind of number a text is, or nil when it is none.
  package static func kinds(of text: Span<UInt8>) -> ValueKinds? {
    var at = 0
    let count = text.count
    if at < count, text[at] == UInt8(ascii: "-") { at += 1 }
    let wholeStart = at
    while at < count, isDigit(text[at]) { at += 1 }
    let whole = at - wholeStart
    let hasLeadingZero = whole > 1 && text[wholeStart] == UInt8(ascii: "0")
    if at == count {
      if whole == 0 { return nil }
      return hasLeadingZero ? .leadingZero : .integer
    }
    var kinds: ValueKinds = .decimal
    var hasPoint = false
    if text[at] == UInt8(ascii: ",") {
      return commaKinds(text, from: at, whole: whole, hasLeadingZero: hasLeadingZero)
    }
    if text[at] == UInt8(ascii: ".") {
      hasPoint = true
      at += 1
      let fractionStart = at
      while at < count, isDigit(text[at]) { at += 1 }
      let fraction = at - fractionStart
      if whole == 0 && fraction == 0 { return nil }
      if whole == 0 || fraction == 0 { kinds.insert(.respelledNumber) }
      // No group of thousands stands behind a lone zero.
      let isZero = whole == 1 && text[wholeStart] == UInt8(ascii: "0")
      if fraction != 3 || whole > 3 || isZero { kinds.insert(.pointOnly) }
      if at == count { return hasLeadingZero ? .leadingZero : kinds }
      if fraction == 0 { return nil }
    }
    guard whole > 0 || hasPoint, text[at] | 0x20 == UInt8(ascii: "e") else { return nil }
    at += 1
    guard at < count else { return nil }
    let isSigned = text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-")
    if isSigned { at += 1 }
    guard hasPoint || isSigned else { return nil }
    let exponentStart = at
    while at < count, isDigit(text[at]) { at += 1 }
    guard at == count, at > exponentStart, at - exponentStart <= 4 else { return nil }
    return hasLeadingZero ? .leadingZero : kinds
  }

  /// `1,5` has a decimal comma; `1,234` may have one, or a group of thousands.
  private static func commaKinds(
    _ text: Span<UInt8>, from comma: Int, whole: Int, hasLeadingZero: Bool
  ) -> ValueKinds? {
    let fraction = text.count - comma - 1
    guard whole > 0, fraction > 0, !hasLeadingZero else { return nil }
    for i in (comma + 1)..<text.count where !isDigit(text[i]) { return nil }
    let isZero = text[comma - 1] == UInt8(ascii: "0") && whole == 1
    return fraction == 3 && whole <= 3 && !isZero ? .commaAmbiguous : .commaDecimal
  }
}

extension NumberSyntax {
  /// Appends a number as JSON writes it: `.5` as `0.5`, `5.` as `5`.
  package static func respell(_ text: Span<UInt8>, into result: inout [UInt8]) {
    var at = 0
    if at < text.count, text[at] == UInt8(ascii: "-") {
      result.append(text[at])
      at += 1
    }
    // Needless zeros, where a column of codes was asked to be numbers.
    while at + 1 < text.count, text[at] == UInt8(ascii: "0"), isDigit(text[at + 1]) { at += 1 }
    if at < text.count, text[at] == UInt8(ascii: ".") { result.append(UInt8(ascii: "0")) }
    while at < text.count {
      let byte = text[at]
      at += 1
      if byte != UInt8(ascii: ".") || (at < text.count && isDigit(text[at])) {
        result.append(byte)
      }
    }
  }
}
