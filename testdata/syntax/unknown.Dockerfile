FROM a
FROO bar
RU
rnu x
WorkDri y
SOMETHINGELSE z
{{ if .X }}
