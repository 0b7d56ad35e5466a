import RowcastMachine

/// Calibration of one class's probability by a fitted sigmoid of its logit.
///
/// q = Elementary.sigmoid(slope * Elementary.logit(p) + offset), fitted by Newton's method on the log-loss against
/// Platt's targets (n1 + 1) / (n1 + 2) and 1 / (n0 + 2), which keep it finite on separable data
/// (Platt 1999; Lin, Lin, Weng 2007).
public struct PlattScaling: Sendable, Hashable, Codable {
  /// What the logit is multiplied by.
  public var slope: Double
  /// What is added to the logit.
  public var offset: Double

  /// A given sigmoid; slope 1 and offset 0 change nothing.
  public init(slope: Double, offset: Double) {
    self.slope = slope
    self.offset = offset
  }

  /// The calibrated probability.
  public func callAsFunction(_ p: Double) -> Double {
    Elementary.sigmoid(slope * Elementary.logit(p) + offset)
  }

  init(scores: [Double], outcomes: [Bool], weights: [Double]?) {
    func weight(_ i: Int) -> Double { weights.map { $0[i] } ?? 1 }
    var (positives, negatives) = (0.0, 0.0)
    for i in scores.indices {
      if outcomes[i] { positives += weight(i) } else { negatives += weight(i) }
    }
    let high = (positives + 1) / (positives + 2)
    let low = 1 / (negatives + 2)
    let z = scores.map(Elementary.logit)
    func loss(_ a: Double, _ b: Double) -> Double {
      var sum = 0.0
      for i in z.indices {
        let t = outcomes[i] ? high : low
        let f = a * z[i] + b
        // ln(1 + e^f) - t f, without overflow.
        sum += weight(i) * (max(f, 0) + Elementary.log(1 + Elementary.exp(-f.magnitude)) - t * f)
      }
      return sum
    }
    var (a, b) = (0.0, Elementary.log((positives + 1) / (negatives + 1)))
    var current = loss(a, b)
    for _ in 0..<100 {
      var (ga, gb, haa, hab, hbb) = (0.0, 0.0, 1e-12, 0.0, 1e-12)
      for i in z.indices {
        let p = Elementary.sigmoid(a * z[i] + b)
        let d = weight(i) * (p - (outcomes[i] ? high : low))
        let c = weight(i) * p * (1 - p)
        ga += d * z[i]
        gb += d
        haa += c * z[i] * z[i]
        hab += c * z[i]
        hbb += c
      }
      if max(ga.magnitude, gb.magnitude) < 1e-10 * Double(z.count) { break }
      let determinant = haa * hbb - hab * hab
      guard determinant > 0 else { break }
      let da = -(hbb * ga - hab * gb) / determinant
      let db = -(haa * gb - hab * ga) / determinant
      var step = 1.0
      while step > 1e-10, loss(a + step * da, b + step * db) > current { step /= 2 }
      if step <= 1e-10 { break }
      a += step * da
      b += step * db
      let next = loss(a, b)
      if current - next <= 1e-14 * max(1, current) {
        current = next
        break
      }
      current = next
    }
    slope = a
    offset = b
  }
}
