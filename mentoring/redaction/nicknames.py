"""Short and pet forms of first names, in both directions: Margaret is Maggie, Zbigniew is Zbyszek."""

from __future__ import annotations

from functools import lru_cache

_GROUPS = """
alexander alexandra alex sandy sandra sasha xander lex alejandro aleksander aleks ale alessandro
andrew andy drew andreas andrei andrzej andre
anthony tony antonio antony toni anton ant
barbara barb barbie basia babs
beatriz beatrice bea bia trixie bee
benjamin ben benny benji
catherine katherine katarzyna kate katie kathy cathy kat kasia kathryn kitty katarina katharina kaja kati cat catarina
charles charlie chuck carlos karl charlotte lottie lotte
christopher chris kit christine christina tina christian krzysztof krzys kris
daniel dan danny daniela dani danuta
david dave davey davy dawid
deborah debbie deb debs
dmitry dmytro dima dmitri mitya
dorothy dot dottie dorota
edward ed eddie ted teddy ned eduardo edu edoardo edvard
elizabeth liz lizzie beth betty eliza elsie lisa libby elisabeth ela elzbieta bess lilibet isabel isabella bella isa izzy
emily em emma emmy emilia
eugene gene evgeny zhenya eugenia
ewa ewelina
ferdinand fernando nando ferdi
fiona fi
francis frank frankie francesca fran francisco paco frances franciszek franek chico cesca
frederick fred freddie frederik fritz friedrich
gabriel gabriela gabi gabe gabriella gabrielle
george georgie jorge jerzy georgios yorgos
giovanni gianni gio vanni
giuseppe beppe peppe pino
grzegorz grzesiek grzes greg gregory gregor
guilherme gui
gustavo gus gustav
harold harry henry hal hank henrik enrique henryk harriet hattie henrietta
helen ellen nell nelly helena lena ellie eleanor eleni
ignacio nacho iggy
isaac ike
jacob jake jakub kuba jacek jack jacqueline jackie
james jim jimmy jamie jem
jennifer jen jenny jenna
jeremy jez jerry gerald gerry geraldine
jessica jess jessie
joachim jochen achim
joao johnny
john jack johnny jon ian jan janek johannes hans jens johan ivan vanya sean shaun jonny
jonathan jon jonny jonas
joseph joe joey jose pepe jozef yusuf yousef yosef giuseppe josephine jo josie josef sepp zeynep
joshua josh
judith judy jude
juliana julia jules juliet julie
katsuhiro katsu hiroshi hiro
kenneth ken kenny kenji
laurence lawrence larry laurie lorenzo laura lars
leonard leo len lenny leonardo leon leonie
louis lou lewis luis luisa louise ludwig luigi
lucas luke luca lukasz luc lucy lucia lucille luz
maciej maciek
malgorzata gosia goska
manuel manolo manu emmanuel emanuel manuela
marcus mark marc marco marek markus
margaret maggie meg peggy marge margie rita greta gretchen daisy margot maggs margarita margarida
maria mary marie mia mimi molly polly maja marysia mariana masha ria
martin marty martina tina
mateusz mati matthew matt matty matteo mats matthias mattias mateo matheus teus
maximilian max maxim maxine massimo
michael mike mick mickey micky mikey michal miguel michel mikhail misha mikael michele michelle mikolaj miko michaela shell
mohammed mohamed muhammad mo mohammad md hamada
monika moni monica
nathaniel nathan nate nat natalie natalia natasha tasha
nicholas nick nicky nico nicole nikolai kolya nikolaus klaus niklas nicola niki nicolas nik
olga olya
oliver ollie olly olivia liv oli
oksana ksenia ksyusha
oluwaseun seun
oluwaseyi seyi
oluwatobi tobi
oluwafemi femi
oyinkansola oyin
pamela pam
patrick pat paddy patricia trish tricia patty patti patrizia patryk
paul pablo paulo paolo pavel pawel pol paula paulina
pedro peter pete pieter piotr piotrek pierre pietro petra petr petter
penelope penny
philip phil pip philippa pippa felipe philippe pippa
priscilla cilla
rafael rafa raphael rafal
raymond ray ramon
rebecca becky becca bex bec
richard rich rick ricky dick richie ricardo riccardo ryszard dickie
robert rob bob bobby robbie bert roberto berto robin
roger rog rodger
ronald ron ronnie
samuel sam sammy samantha samir
saraswathi saras
siobhan shiv
stephen steve stevie steven stefan stephanie steph steffi esteban szczepan stefania
stanislaw stan stanislav staszek
susan sue susie suzy suzanne susanna sanna zuzanna zuza
tadeusz tadek
takahiro taka
terence terry teresa theresa tess tessa tereza
theodore theo ted teddy
thomas tom tommy tomas tomasz tomek tommaso thom
timothy tim timmy timo
tobias toby tobi
valentina vale tina valentin
veronica ronnie vero weronika nika
victoria vicky vic tori vicki victor viktor vik viktoria wiktor wiktoria
vincent vince vinny vincenzo enzo
vladimir vova volodymyr vlad wlodek
walter walt wally
wilhelmina mina willemijn
william will bill billy willy liam wilhelm guillermo willem wim guillaume guillem memo
wojciech wojtek
xavier xavi javier javi
yekaterina ekaterina katya
zbigniew zbyszek zbych
zachary zach zack zac
olumide olu
chukwuemeka emeka
chinonso nonso
ngozi ngo
adewale wale
babatunde tunde
abimbola bimbo bim
folasade sade
ayodele ayo dele
venkatesh venkat venky
krishnamurthy krish krishna
subramaniam subra subbu
lakshmi laxmi
rajesh raj rajan rajiv
priyanka priya
sanjay sanj
siddharth sid siddhartha
abhishek abhi
aishwarya aish
harpreet harry preet
gurpreet preet guri
jaspreet jas
manpreet mani
mohini mona
yevgenia zhenya
aleksandra ola
agnieszka aga
joanna asia joasia
magdalena magda lena madzia
anna ania anka anya ann anne annie hanna hannah nan
krystyna krysia
halina hala
bartlomiej bartek bartosz
slawomir slawek
przemyslaw przemek
dariusz darek
leszek lech
jaroslaw jarek jaroslav
miroslaw mirek miroslav
radoslaw radek
boguslaw bogdan bogus
kazimierz kazik
ricardo ric
sebastian seb seba basti bastian
dominic dom dominik nick dominique
cornelius cor cornelia cori corrie nelly
wilfried wil
hendrik henk rik
geertruida truus trudy gertrude
jacobus koos jaap
adriaan adrie adrian ade
francois frans franz
konstantinos kostas costas constantin konstantin
dimitrios dimitris mitsos
panagiotis panos takis
evangelia eva lia
ioannis yannis giannis
mehmet memo
mustafa mus
ibrahim ibo ibra abraham abe
abdullah abdul abdallah
khadija khadi
fatima fatma fati fatou
aminata ami mina
"""


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in _GROUPS.strip().splitlines():
        group = set(line.split())
        for name in group:
            table.setdefault(name, set()).update(group - {name})
    return {name: frozenset(others) for name, others in table.items()}


def other_forms(first_name: str) -> frozenset[str]:
    """Plain keys of the names somebody called `first_name` (a plain key) may go by."""
    return _table().get(first_name, frozenset())
