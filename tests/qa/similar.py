"""A made folder of documents that are told apart by their addresses, years and months alone, and one or two besides."""

from pathlib import Path

TEXTS = {
    "north/contract.md": """# Supply contract

This contract is made between the Harrow Mill and Northwind Grain. The supplier delivers 40 tonnes of wheat every month.
Deliveries are made on Tuesdays. The price is 310 euros a tonne.

## Term

The contract begins on 1 March 2023 and ends on 28 February 2026. The notice period is three months.
Notice is to be sent to Clara Moen in the office of the mill.

## Storage

The supplier may use the lower granary for a rent of 1,900 euros a month. The supplier may not sublet the granary.
Repairs of the granary are paid for by the mill.
""",
    "south/contract.md": """# Supply contract

This contract is made between the Harrow Mill and Southport Farms. The supplier delivers 25 tonnes of rye every month.
Deliveries are made on Fridays. The price is 265 euros a tonne.

## Term

The contract begins on 1 June 2022 and ends on 31 May 2027. The notice period is six weeks.
Notice is to be sent to Jonas Birk at the south gate.

## Storage

The supplier may use the upper granary for a rent of 1,450 euros a month. The supplier may sublet the granary to its own
members. Repairs of the granary are paid for by the supplier.
""",
    "policies/travel-2022.md": """# Travel policy 2022

The daily allowance is 45 euros. Hotels may cost up to 110 euros a night.
Journeys are approved by the office manager, Inga Thal. Flights are allowed for journeys of more than 600 kilometres.
Receipts are handed in within 30 days. Trains are booked in the second class.
""",
    "policies/travel-2024.md": """# Travel policy 2024

The daily allowance is 60 euros. Hotels may cost up to 140 euros a night.
Journeys are approved by the head of each team. Flights are allowed for journeys of more than 900 kilometres.
Receipts are handed in within 14 days. Trains are booked in the first class where the journey takes over four hours.
""",
    "minutes/2024-05-14.md": """# Board minutes, 14 May 2024

The meeting was chaired by Ada Lund. Five members were present.
The board decided to repair the roof of the upper granary for 12,400 euros.
Rolf Iversen was absent. The next meeting is to be held in the cooper's hall.
""",
    "minutes/2024-06-11.md": """# Board minutes, 11 June 2024

The meeting was chaired by Petr Novak. Seven members were present.
The board decided to buy a second sieve for 8,700 euros.
Lena Falk was absent. The next meeting is to be held in the town library.
""",
    "handbook.md": """# Employee handbook

Every employee has 28 days of annual leave. A doctor's note is needed from the third day of sickness.
New employees are trained by Marta Ruud. The working day begins at half past seven.
""",
    "news/quay.txt": """Mill County opens new quay

The new quay was opened by Mayor Rosa Field on 3 May. It cost 2.3 million euros, the mayor said.
The contract for the quay was signed by Skov Marine. Dogs have to be kept on a lead on the quay, says the county.
The ferry crossing to Ness takes 35 minutes. Policy makers from eleven towns came to the opening.
""",
    "mill-county.txt": """Mill County

Mill County has 61,000 inhabitants. The council is led by Bertil Hane. The May fair begins on the first Saturday.
The county has a travel guide of 80 pages, drawn by Signe Holt. Northwind Grain employs 210 people in the county.
""",
}  # fmt: skip


def write_similar(folder: Path) -> Path:
    """Writes the documents below a folder."""
    for name, text in TEXTS.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder
