"""The posterior of any model whose unknowns are independent standard normals: nothing here knows of patients."""
