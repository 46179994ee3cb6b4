"""The works whose results are used; the lecture's prose cites them by their keys, in brackets."""

from dataclasses import dataclass

from .citation import PAPER

__all__ = ["WORKS", "Work"]


@dataclass(frozen=True)
class Work:
    """A paper or a book; `where` it was printed, and its address for good, if it has one."""

    key: str
    authors: str
    title: str
    where: str
    doi: str = ""


# In the order of their names.
WORKS: tuple[Work, ...] = (
    Work("Auffèves et al. 2011",
         "A. Auffèves, D. Gerace, S. Portolan, A. Drezet, M. F. Santos",
         "Few emitters in a cavity: from cooperative emission to individualization",
         "New J. Phys. 13, 093020 (2011)", "10.1088/1367-2630/13/9/093020"),
    Work("Barato & Seifert 2015", "A. C. Barato, U. Seifert",
         "Thermodynamic uncertainty relation for biomolecular processes",
         "Phys. Rev. Lett. 114, 158101 (2015)", "10.1103/PhysRevLett.114.158101"),
    Work("Breuer & Petruccione 2002", "H.-P. Breuer, F. Petruccione",
         "The Theory of Open Quantum Systems", "Oxford University Press (2002)",
         "10.1093/acprof:oso/9780199213900.001.0001"),
    Work("Crooks 2008", "G. E. Crooks", "Quantum operation time reversal",
         "Phys. Rev. A 77, 034101 (2008)", "10.1103/PhysRevA.77.034101"),
    Work("Horowitz & Parrondo 2013", "J. M. Horowitz, J. M. R. Parrondo",
         "Entropy production along nonequilibrium quantum jump trajectories",
         "New J. Phys. 15, 085028 (2013)", "10.1088/1367-2630/15/8/085028"),
    Work("Johansson 2017", "F. Johansson",
         "Arb: efficient arbitrary-precision midpoint-radius interval arithmetic",
         "IEEE Trans. Comput. 66, 1281 (2017)", "10.1109/TC.2017.2690633"),
    Work("Kittel & Kroemer 1980", "C. Kittel, H. Kroemer", "Thermal Physics",
         "W. H. Freeman (1980)"),
    Work("Schnakenberg 1976", "J. Schnakenberg",
         "Network theory of microscopic and macroscopic behavior of master equation systems",
         "Rev. Mod. Phys. 48, 571 (1976)", "10.1103/RevModPhys.48.571"),
    Work("Seifert 2008", "U. Seifert", "Stochastic thermodynamics: principles and perspectives",
         "Eur. Phys. J. B 64, 423 (2008)", "10.1140/epjb/e2008-00001-9"),
    Work("Tacchino et al. 2018", ", ".join(PAPER.authors), PAPER.title,
         f"{PAPER.journal} {PAPER.volume}, {PAPER.article} ({PAPER.year})", PAPER.doi),
    Work("Temnov & Woggon 2009", "V. V. Temnov, U. Woggon",
         "Photon statistics in the cooperative spontaneous emission",
         "Opt. Express 17, 5774 (2009)", "10.1364/OE.17.005774"),
    Work("Wootters 1998", "W. K. Wootters",
         "Entanglement of formation of an arbitrary state of two qubits",
         "Phys. Rev. Lett. 80, 2245 (1998)", "10.1103/PhysRevLett.80.2245"),
)  # fmt: skip
