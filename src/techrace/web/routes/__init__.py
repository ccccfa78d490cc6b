"""The routes, by topic; what a route may tell, ``seats.view`` decides."""
