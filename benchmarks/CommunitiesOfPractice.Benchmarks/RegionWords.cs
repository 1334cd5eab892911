namespace CommunitiesOfPractice.Benchmarks;

/// <summary>The lists from which a region invents its people, its places and what they write. None of them is real.</summary>
internal static class RegionWords
{
    public static readonly string[] FirstNames =
    [
        "Aisha", "Alan", "Amara", "Andrew", "Anna", "Arjun", "Beatrice", "Ben", "Carla", "Chen", "Clare", "Daniel", "David",
        "Deborah", "Elena", "Emma", "Fatima", "Fiona", "George", "Grace", "Hannah", "Hugo", "Ifeoma", "Isaac", "James", "Jasmine",
        "Joan", "Kamal", "Karen", "Kofi", "Laura", "Leon", "Lucy", "Maria", "Mark", "Mei", "Michael", "Nadia", "Neil", "Olivia",
        "Omar", "Paul", "Priya", "Rachel", "Rosa", "Ruth", "Samuel", "Sarah", "Sofia", "Stephen", "Tariq", "Teresa", "Thomas",
        "Uma", "Victor", "Wanda", "William", "Yusuf", "Zara", "Zoe",
    ];

    public static readonly string[] FamilyNames =
    [
        "Abbott", "Adeyemi", "Ahmed", "Ali", "Allen", "Bailey", "Baker", "Banerjee", "Barnes", "Bell", "Bennett",
        "Brown", "Campbell", "Carter", "Chan", "Clark", "Collins", "Cooper", "Costa", "Das", "Davies", "Diaz",
        "Edwards", "Evans", "Fisher", "Foster", "Garcia", "Graham", "Green", "Hall", "Harris", "Hill", "Hughes",
        "Hussain", "Ibrahim", "Jackson", "James", "Jones", "Kaur", "Kelly", "Khan", "King", "Kowalska", "Kumar", "Lee",
        "Lewis", "Lopez", "Marsh", "Martin", "Mensah", "Miller", "Mitchell", "Moore", "Morgan", "Murphy", "Nguyen",
        "Novak", "Okafor", "Owen", "Palmer", "Park", "Patel", "Phillips", "Price", "Rao", "Reid", "Roberts", "Rossi",
        "Scott", "Shah", "Shaw", "Silva", "Singh", "Smith", "Taylor", "Walker", "Ward", "White", "Wilson", "Young",
    ];

    /// <summary>The commonest first.</summary>
    public static readonly string[] Professions =
    [
        "Nurse", "Healthcare support worker", "Resident doctor", "Consultant physician", "Midwife", "Pharmacist",
        "Physiotherapist", "Care home manager", "General practitioner", "Social worker", "Paramedic", "Occupational therapist",
        "Lived-experience partner", "Dietitian", "Practice manager", "Biomedical scientist", "Improvement adviser",
        "Patient safety specialist", "Psychologist", "Librarian",
    ];

    /// <summary>The one profession whose people belong to no organisation.</summary>
    public const string WithoutOrganisation = "Lived-experience partner";

    public static readonly string[] Boroughs =
    [
        "Alderbrook", "Birchwell", "Coldharbour", "Dunmere", "Eastfold", "Fenmoor", "Greyford", "Hollowby", "Inglewood",
        "Kestrel Bay", "Larkfield", "Mallowdale",
    ];

    public static readonly (string Name, string Setting)[] Services =
    [
        ("Hospitals", "Hospital"), ("Community Care", "Community"), ("Ambulance Service", "Ambulance"),
        ("Mental Health Partnership", "Mental health"), ("Family Practice", "General practice"), ("Care Homes", "Care home"),
        ("Council", "Social care"), ("Hospice", "Palliative care"),
    ];

    public static readonly string[] Topics =
    [
        "Sepsis", "Falls", "Delirium", "Safer birth", "Pressure ulcers", "Medicines", "Handover", "Discharge", "Wound care",
        "Nutrition", "Asthma", "Diabetes", "Stroke", "Dementia", "Pain", "End of life", "Infection", "Heart failure", "Frailty",
        "Young minds", "Learning disability", "Candour", "Carers", "Sleep", "Rehabilitation",
    ];

    public static readonly string[] Places =
    [
        "on the wards", "at home", "in care homes", "at the front door", "overnight", "in theatre", "in the clinic",
        "across the boroughs", "for families", "in the first hour", "after discharge", "for newcomers",
    ];

    public static readonly string[] Tried =
    [
        "A huddle of five minutes at the start of each shift", "A card that patients carry with them", "A phone call on day two",
        "One page that everybody fills in together", "A question that we ask at every visit", "A box with all that is needed",
        "A second pair of eyes before anybody goes home", "A story from a patient at each meeting",
        "A picture by the bed that says what is usual", "A line that anybody may ring", "A walk round the ward with the family",
        "A chart that shows the last ten times",
    ];

    public static readonly string[] Reasons =
    [
        "People saw at once whom to ask", "It saved a step rather than adding one", "Families had told us what mattered",
        "Nobody had to remember it alone", "The evening staff had not been asked", "It came on top of everything else",
        "We kept it small and changed it each week", "The people who did the work had chosen it",
        "It was nobody's task on a day with many patients", "We could see within a week what came of it",
    ];

    public static readonly string[] Happened =
    [
        "In the first month we did it nine times out of ten, and then it slipped.",
        "Two teams took it up by themselves. A third gave it up, and told us why.",
        "Calls in the evening fell by a third, and nobody missed them.",
        "Patients said that they felt listened to. The numbers did not move yet.",
        "It took four attempts until the wording was right, and now it runs by itself.",
    ];
}
