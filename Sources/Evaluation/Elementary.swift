internal import RowcastMachine

/// The elementary functions of the C library, named once for the whole module.
func naturalLogarithm(_ x: Double) -> Double { log(x) }
func exponential(_ x: Double) -> Double { exp(x) }
func sine(_ x: Double) -> Double { sin(x) }

/// 1 / (1 + e^-z) without overflow.
func sigmoid(_ z: Double) -> Double {
  if z >= 0 { return 1 / (1 + exp(-z)) }
  let e = exp(z)
  return e / (1 + e)
}

/// ln(p / (1 - p)), with `p` kept away from 0 and 1 by 1e-15.
func logit(_ p: Double) -> Double {
  let q = min(max(p, 1e-15), 1 - 1e-15)
  return log(q) - log1p(-q)
}
