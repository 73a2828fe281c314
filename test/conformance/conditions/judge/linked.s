// Lets the compiler accept functions without bodies, which are linked to those of the controller.
