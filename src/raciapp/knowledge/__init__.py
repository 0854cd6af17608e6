"""What good social media governance is: functions, activities, templates, rules as data, name matching."""
