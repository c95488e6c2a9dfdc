// What people call a trade, and the words that stand in its place in official names, in the form that they have there.
// Whoever types in one language may read the page in another, so all tables serve at once.

type Table = readonly (readonly [everyday: string, official: string])[];

const ru: Table = [
  ["шахтёр горняк углекоп", "горнорабочий проходчик"],
  ["комбайн комбайнёр", "выемочных"],
  ["белаз белазист", "самосвала"],
  ["шофёр дальнобойщик", "водитель"],
  ["экскаваторщик ковш", "экскаватора"],
  ["тракторист", "бульдозера"],
  ["буровик бурильщик", "буровой"],
  ["крановщик", "крана"],
  ["сварщик сварка", "электрогазосварщик сварочное газорезчик"],
  ["электрик", "электромонтёр электрослесарь"],
  ["электронщик киповец", "кипиа автоматика"],
  ["айтишник айти ит компьютер компьютерщик кодер сисадмин", "программист программирование информационных"],
  ["автомеханик автослесарь гараж", "автомобилей автотранспортных"],
  ["железнодорожник поезд локомотив", "тепловоза поездов"],
  ["металлург литейщик", "сталевар горновой разливки"],
  ["лаборант", "контролёр аналитического"],
  ["кочегар", "котельному"],
  ["эколог экология", "техносферная"],
  ["спасатель", "горноспасательное"],
  ["пожарный пожарник", "пожарная"],
  ["бухгалтер экономист", "экономика"],
  ["бригадир прораб", "мастер"],
  ["директор руководитель босс", "начальник главный"],
];

const en: Table = [
  ["miner collier", "tunneller labourer"],
  ["coal", "mining miner underground"],
  ["dump dumper lorry trucker", "truck haul"],
  ["digger", "excavator bulldozer"],
  ["driver machinist", "operator"],
  ["driller", "drill"],
  ["train railway", "locomotive"],
  ["welding", "welder"],
  ["electric", "electrician electrical"],
  ["it coder developer programmer software computer sysadmin", "software programming information"],
  ["car garage", "vehicle"],
  ["steelworker metalworker foundry", "steelmaker steelmaking metallurgist"],
  ["lab laboratory", "analytical inspector"],
  ["environment ecologist", "technosphere"],
  ["rescuer", "rescue"],
  ["firefighter", "fire"],
  ["accountant economist", "economics"],
  ["boss director", "head chief"],
];

export const EVERYDAY: Table = [...ru, ...en];
