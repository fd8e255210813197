"""Commerce events and public holidays: rules, days, bands above the calendar."""
