import RowcastTabular

extension AuditCell {
  /// The audit view of a cell; nil for one that is blank.
  init?(
    _ value: CellValue, _ raw: RawCell, at place: CellReference, workbook: Workbook,
    strings: StringDictionary
  ) {
    self.init(reference: place, value: .uncalculated)
    let format = workbook.styles[raw.style]
    if format.code != "General" { self.format = format.code }
    switch value {
    case .blank: return nil
    case .uncalculated: self.value = .uncalculated
    case .text(let bytes): self.value = .text(String(decoding: bytes, as: UTF8.self))
    case .sharedText(let index): self.value = .text(strings[index] ?? "")
    case .boolean(let truth): self.value = .boolean(truth)
    case .error(let code): self.value = .error(String(decoding: code, as: UTF8.self))
    case .integer(let number): self.value = .number(String(number))
    case .decimal(let digits): self.value = .number(String(decoding: digits, as: UTF8.self))
    case .double(let number): self.value = .number(Self.text(number))
    case .temporal(let kind, let milliseconds):
      takeTemporal(kind, milliseconds, raw)
    }
  }

  private mutating func takeTemporal(_ kind: Cell.Kind, _ milliseconds: Int64, _ raw: RawCell) {
    var number: String?
    if raw.type == "n", let read = NumberScan.read(CellValue.trimmed(raw.value ?? [])) {
      switch read {
      case .integer(let value): number = String(value)
      case .double(let value): number = Self.text(value)
      case .decimal(let digits): number = String(decoding: digits, as: UTF8.self)
      default: break
      }
    }
    if kind == .duration, let number {
      value = .number(number)
      format = "duration"
      return
    }
    serial = number
    // A day without a time is a date, whatever its format would show.
    let isWhole = milliseconds % CivilDate.millisecondsPerDay == 0
    let shown = kind == .dateTime && isWhole ? Cell.Kind.date : kind
    var buffer = OutputBytes(capacity: 64)
    TemporalText.append(shown, milliseconds: milliseconds, to: &buffer)
    value = .date(buffer.withBytes { String(decoding: $0, as: UTF8.self) })
  }

  private static func text(_ number: Double) -> String {
    var buffer = OutputBytes(capacity: 64)
    NumberText.append(number, to: &buffer)
    return buffer.withBytes { String(decoding: $0, as: UTF8.self) }
  }
}
