/// The parts of a written source that are the same for every model that needs them.
enum SwiftRuntime {
  static let imports = """
    #if canImport(Darwin)
      import Darwin
    #elseif canImport(Glibc)
      import Glibc
    #elseif canImport(Musl)
      import Musl
    #elseif canImport(ucrt)
      import ucrt
    #endif
    """

  static let numbers = """
      private static func finite(_ value: Double?) -> Double? {
        guard let value, value.isFinite else { return nil }
        return value
      }
    """

  static let texts = """
      /// The bytes of a text without blanks at both ends; nil when the text says "no value".
      private static func level(_ text: String?) -> [UInt8]? {
        guard let text else { return nil }
        var bytes = Array(text.utf8)[...]
        while let first = bytes.first {
          if first <= 0x20 {
            bytes.removeFirst()
          } else if bytes.starts(with: [0xC2, 0xA0]) {
            bytes.removeFirst(2)
          } else {
            break
          }
        }
        while let last = bytes.last {
          if last <= 0x20 {
            bytes.removeLast()
          } else if bytes.suffix(2).elementsEqual([0xC2, 0xA0]) {
            bytes.removeLast(2)
          } else {
            break
          }
        }
        let level = Array(bytes)
        return missing.contains(level) ? nil : level
      }
    """

  static let places = """
      /// The knot below a number, and how far the number is on the way to the next one.
      private static func place(_ x: Double, _ knots: [Double]) -> (Int, Double) {
        if x <= knots[0] { return (0, 0) }
        let last = knots.count - 1
        if x >= knots[last] { return (last - 1, 1) }
        let knot = (knots.firstIndex { $0 > x } ?? last) - 1
        return (knot, (x - knots[knot]) / (knots[knot + 1] - knots[knot]))
      }
    """

  static let cells = """
      /// The place of a number along an axis of a product.
      private static func along(_ place: (Int, Double), _ stride: Int) -> (Int, Double?, Int) {
        (place.0, place.1, stride)
      }

      /// The cells of a product that a row touches; none when a column has no place there.
      private static func cells(_ first: Int, _ axes: [(Int, Double?, Int)]) -> [(Int, Double)] {
        var found = [(first, 1.0)]
        for (place, share, stride) in axes {
          if place < 0 { return [] }
          found = found.flatMap { cell, weight -> [(Int, Double)] in
            let here = cell + place * stride
            guard let share else { return [(here, weight)] }
            return [(here, weight * (1 - share)), (here + stride, weight * share)]
          }
        }
        return found
      }
    """

  static let logarithm = """
      /// The logarithm of one plus the magnitude, with the sign.
      private static func signedLogarithm(_ x: Double) -> Double {
        x < 0 ? -log1p(-x) : log1p(x)
      }
    """

  static let power = """
      /// The power transform of Yeo and Johnson.
      private static func power(_ x: Double, _ lambda: Double) -> Double {
        let exponent = x >= 0 ? lambda : 2 - lambda
        let logarithm = x >= 0 ? log1p(x) : log1p(-x)
        let value = exponent == 0 ? logarithm : expm1(exponent * logarithm) / exponent
        return x >= 0 ? value : -value
      }
    """

  static let share = """
      /// The share of training values below, straight between landmarks.
      private static func share(_ x: Double, _ landmarks: [Double]) -> Double {
        guard let low = landmarks.first, let high = landmarks.last, low < high else { return 0 }
        if x <= low { return 0 }
        if x >= high { return 1 }
        let last = Double(landmarks.count - 1)
        guard let above = landmarks.firstIndex(where: { $0 > x }),
          let from = landmarks.firstIndex(where: { $0 >= x })
        else { return 1 }
        if from < above { return (Double(from) + Double(above - 1)) / 2 / last }
        let (a, b) = (landmarks[above - 1], landmarks[above])
        return (Double(above - 1) + (x - a) / (b - a)) / last
      }
    """

  static let dates = """
      /// Milliseconds since 1970-01-01 of a moment, for the properties that are dates.
      public static func milliseconds(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Double = 0
      ) -> Double {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let ofEra = y - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let days = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
        return Double(days) * 86_400_000 + Double(hour * 60 + minute) * 60_000 + second * 1000
      }

      /// The parts of a moment.
      private struct Moment {
        var days = 0.0, year = 0.0, month = 0.0, day = 0.0, weekday = 0.0, hour = 0.0

        init(_ milliseconds: Double) {
          let whole = (milliseconds / 86_400_000).rounded(.down)
          guard whole.magnitude < 1e9 else { return }
          days = milliseconds / 86_400_000
          hour = (milliseconds - whole * 86_400_000) / 3_600_000
          let z = Int(whole) + 719_468
          let era = (z >= 0 ? z : z - 146_096) / 146_097
          let dayOfEra = z - era * 146_097
          let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
          let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
          let shifted = (5 * dayOfYear + 2) / 153
          let civil = shifted < 10 ? shifted + 3 : shifted - 9
          day = Double(dayOfYear - (153 * shifted + 2) / 5 + 1)
          month = Double(civil)
          year = Double(yearOfEra + era * 400 + (civil <= 2 ? 1 : 0))
          weekday = Double(((Int(whole) + 3) % 7 + 7) % 7)
        }
      }

      private static func cycle(_ place: Double, _ length: Double) -> Double {
        2 * .pi * place / length
      }
    """

  static let truths = """
      /// 1 or 0 for a word of truth, or one of these numbers with zeros behind the point.
      private static func truth(_ text: String?) -> Double? {
        guard let bytes = level(text) else { return nil }
        if bytes.count > 1, bytes[1] == 0x2E, bytes.dropFirst(2).allSatisfy({ $0 == 0x30 }) {
          return bytes[0] == 0x31 ? 1 : bytes[0] == 0x30 ? 0 : nil
        }
        switch String(decoding: bytes, as: UTF8.self).lowercased() {
        case "true", "yes", "y", "t", "1": return 1
        case "false", "no", "n", "f", "0": return 0
        default: return nil
        }
      }
    """

  static let layer = """
      /// Weights times values, row by row.
      private static func layer(_ x: [Double], _ weights: [Double], _ intercepts: [Double])
        -> [Double]
      {
        intercepts.indices.map { k in
          var sum = 0.0
          for j in x.indices { sum += weights[k * x.count + j] * x[j] }
          return sum + intercepts[k]
        }
      }
    """

  static let sigmoid = """
      private static func sigmoid(_ z: Double) -> Double {
        if z >= 0 { return 1 / (1 + exp(-z)) }
        let e = exp(z)
        return e / (1 + e)
      }
    """

  static let softmax = """
      private static func softmax(_ z: [Double]) -> [Double] {
        let top = z.max() ?? 0
        let e = z.map { exp($0 - top) }
        let sum = e.reduce(0, +)
        return e.map { $0 / sum }
      }
    """

  static let logit = """
      private static func logit(_ p: Double) -> Double {
        let q = min(max(p, 1e-15), 1 - 1e-15)
        return log(q) - log1p(-q)
      }
    """

  static let corners = """
      /// Straight between corners, level outside them.
      private static func bent(_ p: Double, _ scores: [Double], _ values: [Double]) -> Double {
        guard let first = scores.first, let last = scores.last else { return p }
        if p <= first { return values[0] }
        if p >= last { return values[values.count - 1] }
        guard let high = scores.firstIndex(where: { $0 > p }) else { return p }
        let low = high - 1
        let share = (p - scores[low]) / (scores[high] - scores[low])
        return values[low] + share * (values[high] - values[low])
      }
    """
}
