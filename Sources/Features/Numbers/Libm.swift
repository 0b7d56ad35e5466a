internal import RowcastMachine

func logarithm1p(_ x: Double) -> Double { log1p(x) }
func logarithm(_ x: Double) -> Double { log(x) }
func exponential(_ x: Double) -> Double { exp(x) }
func raised(_ x: Double, to y: Double) -> Double { pow(x, y) }
func sine(_ x: Double) -> Double { sin(x) }
func cosine(_ x: Double) -> Double { cos(x) }
func exponentialMinusOne(_ x: Double) -> Double { expm1(x) }
