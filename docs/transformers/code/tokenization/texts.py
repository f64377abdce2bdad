"""English text that ships with scikit-learn, and one sentence in eight languages."""

from __future__ import annotations

from importlib.resources import files

HELD_OUT = {"lfw.rst", "kddcup99.rst", "species_distributions.rst"}

# Universal Declaration of Human Rights (United Nations, 1948), article 1, sentence 1
ARTICLE_1 = {
    "English": "All human beings are born free and equal in dignity and rights.",
    "German": "Alle Menschen sind frei und gleich an Würde und Rechten geboren.",
    "Spanish": "Todos los seres humanos nacen libres e iguales en dignidad y derechos.",
    "Finnish": "Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja "
    "oikeuksiltaan.",
    "Russian": "Все люди рождаются свободными и равными в своем достоинстве и правах.",
    "Greek": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια "
    "και τα δικαιώματα.",
    "Hindi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।",
    "Chinese": "人人生而自由，在尊严和权利上一律平等。",
}


def corpus() -> tuple[str, str]:
    """Descriptions of data sets: text to train on, and text held out."""
    train, held_out = [], []
    folder = files("sklearn.datasets") / "descr"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".rst"):
            text = file.read_text(encoding="utf-8")
            (held_out if file.name in HELD_OUT else train).append(text)
    return "\n".join(train), "\n".join(held_out)


if __name__ == "__main__":
    for name, text in zip(("train", "held out"), corpus(), strict=True):
        print(f"{name}: {len(text.encode())} bytes")
