import RowcastDelimitedText
import RowcastFeatures
import RowcastModeling
import RowcastTabular

extension OtherForms {
  /// The rows that tell how an input is written.
  static let shownRows = 20_000
}

extension Model {
  /// The model as it reads an input whose rows prove that they are written otherwise than those of
  /// training, which is told.
  /// - Parameter head: the first rows.
  func reading(_ head: Table, of opened: OpenedInput, _ session: Session) -> Model {
    var hasDecimalComma = false
    if case .delimited(let source) = opened.content { hasDecimalComma = source.hasDecimalComma }
    let forms = features.otherForms(in: head, hasDecimalComma: hasDecimalComma)
    func tell(_ column: String, _ words: String) {
      session.note(
        DiagnosticLog(
          Diagnostic(
            kind: .drift,
            message:
              "\"\(column)\": \(words) here, which they were not in training, and are read so")),
        file: opened.name)
    }
    for (column, order) in forms.dateOrders.sorted(by: { $0.key < $1.key }) {
      tell(column, "dates are written \(order.words)")
    }
    for (column, mark) in forms.decimalMarks.sorted(by: { $0.key < $1.key }) {
      tell(column, "numbers have a decimal \(mark.rawValue)")
    }
    return reading(forms)
  }
}
