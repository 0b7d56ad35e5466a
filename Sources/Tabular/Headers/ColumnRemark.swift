/// Tells texts that say what a column holds, its unit, its type or a sentence about it, from words that
/// stand where a record lacks its value.
enum ColumnRemark {
  /// So many words make a description.
  private static let leastWords = 4
  private static let longText = 30

  static func reads(_ text: String) -> Bool {
    if let first = text.first, let last = text.last, text.count > 2 {
      if (first == "(" && last == ")") || (first == "[" && last == "]") { return true }
    }
    if text.last == "?" || text.last == "？" || text.utf8.count > longText { return true }
    if text.split(separator: " ").count >= leastWords { return true }
    return isType(text) || isUnit(text)
  }

  /// `string`, `int64`, `varchar(20)`, `Avg`.
  private static func isType(_ text: String) -> Bool {
    var word = text.lowercased().prefix { $0 != "(" && $0 != "[" }
    while word.last?.isNumber == true { word.removeLast() }
    return types.contains(String(word))
  }

  /// `kg`, `m/s`, `W/m^2`, `µg m-3`, `1000 EUR`.
  private static func isUnit(_ text: String) -> Bool {
    let parts = text.split { mark in
      guard let byte = mark.asciiValue else { return "·²³⁻¹".contains(mark) || mark.isNumber }
      return " /*^.-0123456789".utf8.contains(byte)
    }
    return !parts.isEmpty && parts.count <= 5 && parts.allSatisfy { units.contains(String($0)) }
  }

  private static let types: Set<String> = [
    "string", "str", "int", "integer", "float", "double", "number", "numeric", "decimal", "real",
    "text", "char", "varchar", "bigint", "smallint", "long", "date", "datetime", "timestamp",
    "time", "bool", "boolean", "object", "uuid", "binary", "nominal", "ordinal", "categorical",
    "continuous", "discrete", "avg", "mean", "min", "max", "smp", "std", "tot", "unit", "units",
    "type", "format",
  ]

  private static let units: Set<String> = [
    "s", "sec", "ms", "us", "µs", "μs", "ns", "min", "h", "hr", "hrs", "d", "day", "days", "month",
    "months", "year", "years", "yr", "a",
    "V", "mV", "µV", "μV", "kV", "Volt", "Volts", "A", "mA", "µA", "Ampere", "W", "mW", "kW", "MW",
    "GW",
    "Wh", "kWh", "MWh", "GWh", "VA", "kVA", "Ohm", "ohm", "Ω", "kΩ", "F", "H", "T", "C", "K",
    "m", "mm", "cm", "dm", "km", "µm", "μm", "um", "nm", "in", "inch", "inches", "ft", "feet", "yd",
    "mi",
    "miles", "ha", "g", "mg", "µg", "μg", "ug", "ng", "kg", "t", "Mt", "lb", "lbs", "oz",
    "l", "L", "ml", "mL", "µl", "µL", "dl", "dL", "hl", "gal", "sqm", "sqft",
    "°C", "°F", "°", "degC", "degF", "deg", "rad", "Celsius", "Pa", "hPa", "kPa", "MPa", "bar",
    "mbar",
    "psi", "atm", "N", "kN", "Nm", "J", "kJ", "MJ", "cal", "kcal", "Hz", "kHz", "MHz", "GHz", "rpm",
    "bpm", "dB", "dBm", "lx", "lm", "cd", "mol", "mmol", "µmol", "M", "mM", "µM", "ppm", "ppb",
    "ppt",
    "pH", "%", "‰", "pct", "percent", "mph", "kmh", "kn", "kt", "kts", "B", "kB", "KB", "MB", "GB",
    "TB", "bit", "bits", "bytes", "px", "pcs", "pc", "ea", "Stk", "Stück", "count", "counts",
    "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD",
    "INR",
    "BRL", "€", "$", "£", "¥", "Euro", "TEUR", "kEUR", "TUSD", "Mio", "Tsd", "thousand", "million",
    "TS", "RN",
  ]
}
