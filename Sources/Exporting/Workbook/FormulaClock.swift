/// A time of day as a formula reads it: of a cell that holds one, a fraction of a day, and of a text as
/// `TimeOfDay` reads it. What is neither is nothing, as the function TIMEVALUE would not have it:
/// it reads `25:00` as 1:00, and by the rules of the country.
struct FormulaClock {
  /// The cell.
  let cell: String
  /// The cells of the text in capitals, and of its digits with two for the hour.
  let text: String
  let padded: String

  private var hasHalf: String { "OR(RIGHT(\(text),2)=\"AM\",RIGHT(\(text),2)=\"PM\")" }

  /// What stands in the cell ``text``; nothing when the cell is no text, or longer than a time.
  var textFormula: String {
    "IF(ISTEXT(\(cell)),IF(LEN(\(cell))<=20,UPPER(TRIM(\(cell))),\"\"),\"\")"
  }

  /// What stands in the cell ``padded``: `09:05:07` of `9:05:07 PM`.
  var paddedFormula: String {
    let clock = "IF(\(hasHalf),TRIM(LEFT(\(text),LEN(\(text))-2)),\(text))"
    return "IF(MID(\(text),2,1)=\":\",\"0\",\"\")&\(clock)"
  }

  private func shape(_ text: String) -> String {
    (1...9).reduce(text) { "SUBSTITUTE(\($0),\"\($1)\",\"0\")" }
  }

  /// Milliseconds since midnight, or nothing.
  var formula: String {
    let own = "IF(AND(\(cell)>=0,\(cell)<1),ROUND(\(cell)*86400000,0),\"\")"
    return "IF(ISNUMBER(\(cell)),\(own),IFERROR(\(read),\"\"))"
  }

  private var read: String {
    let hour = "VALUE(LEFT(\(padded),2))"
    let minute = "VALUE(MID(\(padded),4,2))"
    let second = "IF(LEN(\(padded))>5,VALUE(MID(\(padded),7,2)),0)"
    // Digits behind the third are cut off.
    let fraction = "IF(LEN(\(padded))>8,VALUE(LEFT(MID(\(padded),10,3)&\"00\",3)),0)"
    let form = shape(padded)
    let isShape =
      "OR(\(form)=\"00:00\",LEFT(\(form)&\".0\",10)=\"00:00:00.0\")"
    let isFraction =
      "OR(LEN(\(padded))<=8,AND(SUBSTITUTE(MID(\(form),10,20),\"0\",\"\")=\"\",LEN(\(padded))>9))"
    let isRange =
      "AND(\(hour)<24,\(minute)<60,\(second)<60,OR(NOT(\(hasHalf)),AND(\(hour)>0,\(hour)<13)))"
    let halves =
      "IF(\(hasHalf),MOD(\(hour),12)+IF(RIGHT(\(text),2)=\"PM\",12,0),\(hour))"
    let sum = "(\(halves))*3600000+\(minute)*60000+\(second)*1000+\(fraction)"
    return "IF(AND(\(isShape),\(isFraction)),IF(\(isRange),\(sum),\"\"),\"\")"
  }
}
