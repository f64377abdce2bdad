"""Top-5 errors of the ImageNet classification task, training data of the task only."""

# Year, team, network, top-5 error on the test set in percent.
# 2010 to 2014: challenge report; 2015: ResNet paper; 2016, 2017: SENet paper
# and the results pages.
RESULTS = [
    (2010, "NEC-UIUC", "SVM on fixed features", 28.2),
    (2011, "XRCE", "SVM on fixed features", 25.8),
    (2012, "SuperVision", "AlexNet", 16.4),
    (2013, "Clarifai", "like ZFNet", 11.7),
    (2014, "GoogLeNet", "Inception", 6.7),
    (2015, "MSRA", "ResNet", 3.57),
    (2016, "Trimps-Soushen", "ensemble", 2.99),
    (2017, "WMW", "SENet", 2.25),
]


def main() -> None:
    """Print the table and how far each year went."""
    before = None
    for year, team, network, error in RESULTS:
        cut = "" if before is None else f"  {1 - error / before:.0%} fewer errors"
        print(f"{year} {team:14} {network:22} {error:5.2f}{cut}")
        before = error
    print(f"2012 with extra training data: 15.3, gap to 26.2: {26.2 - 15.3:.1f} points")
    print("one person, 1,500 images: 5.1")


if __name__ == "__main__":
    main()
