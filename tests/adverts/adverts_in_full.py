"""Whole adverts in the shapes that reach the tool, with the result expected of each check."""

from __future__ import annotations

HOSPITAL = """\
# Staff Nurse, Children's Ward

Northfield Hospitals NHS Trust

## Job summary

Main area: Paediatrics
Grade: NHS AfC: Band 5
Contract: Fixed term: 12 months (maternity cover)
Hours: Full time, 37.5 hours per week (rotating shifts including nights and weekends)
Job ref: 214-7781
Site: Northfield General
Town: Northfield
Salary: £31,049 - £37,796 per annum
Closing: 14/06/2026 23:59
Interview date: 25/06/2026

## Job overview

You will care for children and their families on a ward of 22 beds.

## Working for our organisation

We want our staff to reflect the people we care for. We welcome applications from people of all backgrounds, and
especially from disabled people and people from ethnic minorities, who are under-represented in our senior
grades. We are a Disability Confident employer.

We offer 27 days of annual leave, an employer pension contribution of 23.7%, and paid study leave. Enhanced
maternity, paternity and adoption leave are available.

Flexible working requests are considered from day one.

## Person specification

### Qualifications

#### Essential criteria
- Registered nurse with the NMC, children's field
- Mentorship qualification or equivalent experience

#### Desirable criteria
- Degree in nursing

### Experience

#### Essential criteria
- Planning care for children with long-term conditions
- Teaching learners on the ward

#### Desirable criteria
- Work in a high dependency unit

## Employer certification / accreditation badges

Applicant requirements

You must have appropriate UK professional registration. This post is subject to the Rehabilitation of Offenders
Act (Exceptions Order) 1975, and an enhanced disclosure from the Disclosure and Barring Service is needed
because you will work with children.

Applications from job seekers who require current Skilled Worker sponsorship to work in the UK are welcome.

If you need a reasonable adjustment at any stage of the recruitment process, please contact Amina Clarke in the
resourcing team on 01632 960112 or amina.clarke@example.nhs.uk.

## Further details / informal visits contact

Name: Joan Adeyemi
Job title: Ward Manager
Email address: joan.adeyemi@example.nhs.uk
Telephone number: 01632 960100

Apply online with a supporting statement of up to 1,500 words.
"""

HOSPITAL_RESULTS = {
    "ADV-EDI-01": "present", "ADV-EDI-03": "present", "ADV-EDI-04": "present", "ADV-ADJ-01": "present",
    "ADV-ADJ-03": "present", "ADV-ADJ-05": "weak", "ADV-PAY-01": "present", "ADV-HRS-01": "present",
    "ADV-HRS-02": "present", "ADV-HRS-03": "present", "ADV-LOC-01": "present", "ADV-LOC-03": "present",
    "ADV-DATE-01": "present", "ADV-DATE-02": "present", "ADV-REQ-01": "present", "ADV-REQ-02": "present",
    "ADV-REQ-09": "present", "ADV-APP-01": "present", "ADV-APP-02": "present", "ADV-APP-03": "present",
    "ADV-BEN-01": "present", "ADV-BEN-02": "present",
}

START_UP = """\
# Senior Backend Engineer

Austin, TX or Remote (US)

## About Lumora

We build billing software for small clinics. We have raised $42 million since 2021.

## What you'll do

- Design services that move money safely
- Review code and mentor engineers

## Minimum qualifications

- Bachelor's degree in Computer Science or equivalent practical experience
- Experience running services in production
- Fluency in Go or Rust

## Preferred qualifications

- Experience with payments

## Compensation and benefits

The base salary range for this role is $165,000 - $210,000. We offer 20 days of PTO, a 401(k) with a 4% match,
16 weeks of paid parental leave and a $1,500 learning budget.

This is a full-time role. We are unable to sponsor visas at this time.

Lumora is an equal opportunity employer. All qualified applicants will receive consideration for employment
without regard to race, color, religion, sex, sexual orientation, gender identity, national origin, disability
or veteran status.

If you need an accommodation during the application or interview process, email accommodations@lumora.example.com.
"""

START_UP_RESULTS = {
    "ADV-EDI-01": "present", "ADV-EDI-02": "weak", "ADV-EDI-03": "present", "ADV-EDI-04": "present",
    "ADV-ADJ-01": "present", "ADV-ADJ-03": "weak", "ADV-ADJ-05": "na", "ADV-PAY-01": "present",
    "ADV-HRS-01": "missing", "ADV-HRS-02": "weak", "ADV-HRS-03": "present", "ADV-LOC-01": "present",
    "ADV-LOC-03": "present", "ADV-DATE-01": "missing", "ADV-DATE-02": "missing", "ADV-REQ-01": "present",
    "ADV-REQ-02": "present", "ADV-REQ-05": "present", "ADV-REQ-09": "na", "ADV-BEN-01": "present",
    "ADV-BEN-02": "present", "ADV-LAW-03": "na",
}

AGENCY = """\
Warehouse Operative
Location: Doncaster
Salary: Competitive
Job type: Temporary

Our client, a leading food distributor, is looking for Warehouse Operatives to start immediately.

Duties - Picking and packing orders - Loading vehicles

You will need - Own transport due to location - A clean DBS - Fluent English

Monday to Friday, 40 hours per week. Call Kelly on 01632 960222 or send your CV to kelly@agency.example.
"""

AGENCY_RESULTS = {
    "ADV-EDI-01": "missing", "ADV-EDI-02": "na", "ADV-ADJ-01": "missing", "ADV-ADJ-03": "missing",
    "ADV-PAY-01": "missing",
    "ADV-PAY-02": "missing", "ADV-HRS-01": "present", "ADV-HRS-02": "present", "ADV-HRS-03": "missing",
    "ADV-LOC-01": "present", "ADV-DATE-01": "missing", "ADV-REQ-01": "na", "ADV-REQ-09": "missing",
    "ADV-APP-01": "present",
    "ADV-APP-03": "present", "ADV-BEN-01": "missing", "ADV-LAW-15": "missing", "ADV-LAW-16": "weak",
}

COUNCIL = """\
# Social Worker, Adults

Grade: G10
Salary: £38,626 to £41,511 pro rata
Contract type: Permanent
Working hours: 22.5 hours per week, Wednesday to Friday
Location: County Hall, Wexbridge / hybrid

## About the role

You will support adults to live as they choose.

## Essential

- Social work degree and registration with Social Work England
- Experience of assessment under the Care Act

## Desirable

- Practice educator award

## How to apply

Closing date: midnight, Sunday 7 June 2026. Interviews: week commencing 22 June. Apply online; if you cannot
apply online, call 01632 960333 for a paper form. The job pack is available in large print and Easy Read. For an
informal chat call Dev Patel, Team Manager, on 01632 960334.

We guarantee an interview to disabled applicants who meet the essential criteria under the Disability Confident
scheme: tick
the box on the form. We are committed to equality and value diversity.
"""

COUNCIL_RESULTS = {
    "ADV-EDI-01": "present", "ADV-EDI-02": "weak", "ADV-EDI-03": "present", "ADV-ADJ-04": "present",
    "ADV-ADJ-05": "present",
    "ADV-PAY-01": "present", "ADV-PAY-03": "weak", "ADV-HRS-01": "present", "ADV-HRS-02": "present",
    "ADV-HRS-03": "present",
    "ADV-LOC-01": "present", "ADV-DATE-01": "present", "ADV-DATE-02": "present", "ADV-REQ-01": "present",
    "ADV-REQ-02": "present", "ADV-REQ-05": "na", "ADV-APP-02": "present", "ADV-APP-03": "present",
    "ADV-BEN-01": "missing",
}

WHOLE = {
    "hospital": (HOSPITAL, HOSPITAL_RESULTS),
    "start-up": (START_UP, START_UP_RESULTS),
    "agency": (AGENCY, AGENCY_RESULTS),
    "council": (COUNCIL, COUNCIL_RESULTS),
}
