"""How people and papers write things: days, hours, amounts, floors, names and sounds, each in one writing."""
